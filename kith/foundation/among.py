"""Whether some columns of a row stand together among the rows of another question."""

from typing import Any

from django.db.models import BooleanField, Func, QuerySet, Subquery


class Among(Func):
    """The condition that columns, in their order, are a row of another question: `Among("volunteer", "scheme", rows=found)`.

    The other question is asked once and looked up in, however many rows there are; one that looks at the row it is asked
    about would be asked for each. Written as a case, since a database that must tell “not among” from “not known” looks
    through all of them for each row that is not there.
    """

    output_field = BooleanField()

    def __init__(self, *columns: str, rows: "QuerySet[Any, Any]") -> None:
        super().__init__(*columns, Subquery(rows))

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        *columns, rows = [compiler.compile(each) for each in self.get_source_expressions()]
        names = ", ".join(sql for sql, _ in columns)
        told = tuple(value for _, values in [*columns, rows] for value in values)
        return f"CASE WHEN ({names}) IN {rows[0]} THEN TRUE ELSE FALSE END", told
