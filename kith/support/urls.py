"""Addresses of this room."""

from django.urls import path

from kith.support.views import allegation, checkins, cover, reviews, supervision, together

app_name = "support"
urlpatterns = [
    path("", supervision.supervisions, name="list"),
    path("mine", supervision.my_supervision, name="my_supervision"),
    path("match/<uuid:public_id>", supervision.supervise, name="supervise"),
    path("talk/<uuid:public_id>/take-back", supervision.take_back, name="take_back"),
    path("how-it-goes", checkins.check_ins, name="check_ins"),
    path("how-it-goes/match/<uuid:public_id>/<str:who>", checkins.check_in, name="check_in"),
    path("how-it-goes/match/<uuid:public_id>/<str:who>/ask", checkins.ask, name="ask"),
    path("how-it-goes/match/<uuid:public_id>/<str:who>/again", checkins.ask_again, name="ask_again"),
    path("how-it-goes/<uuid:public_id>", checkins.how_it_goes, name="how_it_goes"),
    path("say/<uuid:public_id>/<str:key>", checkins.say, name="say"),
    path("reviews", reviews.reviews, name="reviews"),
    path("reviews/agreed", reviews.agreed, name="agreed"),
    path("reviews/match/<uuid:public_id>", reviews.reviews_of, name="reviews_of"),
    path("reviews/<uuid:public_id>", reviews.review, name="review"),
    path("reviews/<uuid:public_id>/<str:who>", reviews.hear, name="hear"),
    path("cover", cover.cover, name="cover"),
    path("cover/arrange", cover.arrange_cover, name="arrange_cover"),
    path("cover/without", cover.stranded, name="stranded"),
    path("cover/<uuid:public_id>/end", cover.end_cover, name="end_cover"),
    path("cover/of/<uuid:public_id>/hand-over", cover.hand_over, name="hand_over"),
    path("cover/of/<uuid:public_id>/post", cover.post, name="post"),
    path("handed-over/<uuid:public_id>", cover.handed_over, name="handed_over"),
    path("together", together.groups, name="groups"),
    path("together/<uuid:public_id>", together.group, name="group"),
    path("match/<uuid:public_id>/own-support", together.peer_plan, name="peer_plan"),
    path("allegation/<uuid:public_id>", allegation.allegation, name="allegation"),
]
