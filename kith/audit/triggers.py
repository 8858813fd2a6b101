"""Database triggers that refuse UPDATE, DELETE and TRUNCATE on the audit tables.

`lift` exists for one caller: the teardown of tests that must empty the database.
"""

from typing import Any

TABLES = ("audit_event", "audit_look")

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION kith_audit_is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'The audit is append-only.'; END $$ LANGUAGE plpgsql
"""
POSTGRES_ROW = """
CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION kith_audit_is_append_only()
"""
POSTGRES_TRUNCATE = """
CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION kith_audit_is_append_only()
"""


def lay(connection: Any) -> None:
    """Lay the triggers; laying them twice is the same as once."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(POSTGRES_ROW.format(table=table))
                cursor.execute(POSTGRES_TRUNCATE.format(table=table))
            else:
                for verb in ("UPDATE", "DELETE"):
                    cursor.execute(SQLITE.format(table=table, verb=verb))


def lift(connection: Any) -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")
            else:
                for verb in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
