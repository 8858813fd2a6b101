"""Of a child this room knows only that somebody was like a person they are kept from."""

from kith.foundation.forgetting import Stays, tell
from kith.people.models import Child
from kith.recruitment.models import Flag

tell(Child, [Stays(Flag, "contact__child", "a flag goes with the applicant whom it is about")])
