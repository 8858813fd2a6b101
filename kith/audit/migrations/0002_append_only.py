from django.db import migrations

from kith.audit import triggers


def lay(apps, editor):
    triggers.lay(editor.connection)


def lift(apps, editor):
    triggers.lift(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
