"""The pages of this room: the list, an application, its checks, a volunteer's own pages, the public page."""
