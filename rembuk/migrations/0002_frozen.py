"""Let the database itself refuse a change of what a berita acara froze.

On SQLite a later migration that rebuilds this table drops the trigger; such a
migration must run `freeze` again.
"""

from django.db import migrations

FROZEN = (
    "meeting_id",
    "village_id",
    "year",
    "sequence",
    "number",
    "content",
    "content_sha256",
    "unsigned_file_id",
    "corrects_id",
    "settled_at",
)
SQLITE = """
CREATE TRIGGER berita_acara_frozen BEFORE UPDATE ON rembuk_beritaacara
WHEN OLD.state <> 'draf' AND (
  NEW.state = 'draf' OR {changed}
  OR (OLD.signed_file_id IS NOT NULL AND OLD.signed_file_id IS NOT NEW.signed_file_id)
)
BEGIN SELECT RAISE(ABORT, 'a settled berita acara does not change'); END
"""
POSTGRESQL = """
CREATE FUNCTION rembuk_berita_acara_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draf' AND (
    NEW.state = 'draf' OR {changed}
    OR (OLD.signed_file_id IS NOT NULL
        AND OLD.signed_file_id IS DISTINCT FROM NEW.signed_file_id)
  ) THEN
    RAISE EXCEPTION 'a settled berita acara does not change'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER berita_acara_frozen BEFORE UPDATE ON rembuk_beritaacara
FOR EACH ROW EXECUTE FUNCTION rembuk_berita_acara_frozen()
"""


def freeze(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    differs = "IS NOT" if is_sqlite else "IS DISTINCT FROM"
    changed = " OR ".join(f"OLD.{c} {differs} NEW.{c}" for c in FROZEN)
    text = SQLITE if is_sqlite else POSTGRESQL
    schema_editor.execute(text.format(changed=changed))


def thaw(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER berita_acara_frozen")
        return
    schema_editor.execute("DROP TRIGGER berita_acara_frozen ON rembuk_beritaacara")
    schema_editor.execute("DROP FUNCTION rembuk_berita_acara_frozen()")


class Migration(migrations.Migration):
    dependencies = [("rembuk", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
