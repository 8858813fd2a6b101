"""What a person may type about courses, sessions, who came and what was done elsewhere."""

from kith.training.forms.courses import CourseChangeForm, CourseForm, OrdinaryCoursesForm
from kith.training.forms.done import CompletionForm, FinishedForm, HowItWasForm, NotConfirmedForm
from kith.training.forms.sessions import AttendanceForm, CallOffForm, FindForm, SessionForm, SignUpForm

__all__ = [
    "AttendanceForm",
    "CallOffForm",
    "CompletionForm",
    "CourseChangeForm",
    "CourseForm",
    "FindForm",
    "FinishedForm",
    "HowItWasForm",
    "NotConfirmedForm",
    "OrdinaryCoursesForm",
    "SessionForm",
    "SignUpForm",
]
