"""A project of Debian's Alembic, made from a graph in a few letters: "a; b<a; m<b,c; y<x+b; s<a{label}"."""

import contextlib
import io
import logging
import os
import re
import warnings

import sys

try:
    import sqlalchemy
    from alembic import command
    from alembic.config import Config
except ImportError as error:
    print(f"{error}: Debian's alembic is not installed (tools/install-deps test)")
    sys.exit(1 if os.environ.get("CI") else 77)

logging.disable(logging.CRITICAL)

ENV_PY = '''
from alembic import context

attributes = context.config.attributes
if context.is_offline_mode():
    context.configure(url="sqlite://", output_buffer=attributes.get("buffer"))
    with context.begin_transaction():
        context.run_migrations()
else:
    with attributes["engine"].connect() as connection:
        context.configure(connection=connection, on_version_apply=attributes.get("on_version_apply"))
        with context.begin_transaction():
            context.run_migrations()
'''

REVISION = '''"""{message}

Revision ID: {id}
Revises: {shown_parents}
Create Date: {date}

"""
revision = {id!r}
down_revision = {parents!r}
branch_labels = {labels!r}
depends_on = {depends_on!r}


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
'''


class File:
    """One revision of a graph."""

    def __init__(self, text):
        found = re.fullmatch(r"\s*([^<+{\s]+)(?:<([^+{]*))?(?:\+([^{]*))?(?:\{(.*)\})?\s*", text)
        if not found:
            raise ValueError(f"no revision: {text!r}")
        self.id = found.group(1)
        self.parents, self.depends_on, self.labels = (
            [word.strip() for word in (part or "").split(",") if word.strip()] for part in found.groups()[1:]
        )


def files_of(graph):
    return [File(text) for text in graph.split(";") if text.strip()]


def as_alembic(values):
    if not values:
        return None
    return values[0] if len(values) == 1 else tuple(values)


class Project:
    """A folder of version files, and a database in memory."""

    def __init__(self, folder, graph, message="{id}", date="2026-11-20 08:30:00 UTC"):
        self.versions = os.path.join(folder, "versions")
        os.makedirs(self.versions)
        with open(os.path.join(folder, "env.py"), "w") as file:
            file.write(ENV_PY)
        for each in files_of(graph):
            with open(os.path.join(self.versions, f"{each.id}.py"), "w") as file:
                file.write(
                    REVISION.format(
                        id=each.id, message=message.format(id=each.id), date=date, parents=as_alembic(each.parents),
                        shown_parents=", ".join(each.parents), labels=as_alembic(each.labels),
                        depends_on=as_alembic(each.depends_on),
                    )
                )
        self.engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.pool.StaticPool)
        self.folder = folder

    def config(self, **attributes):
        config = Config()
        config.set_main_option("script_location", self.folder)
        config.attributes.update(engine=self.engine, **attributes)
        config.stdout = io.StringIO()
        return config

    def set_heads(self, heads):
        with self.engine.begin() as connection:
            connection.execute(sqlalchemy.text("DROP TABLE IF EXISTS alembic_version"))
            connection.execute(sqlalchemy.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
            for head in heads:
                connection.execute(sqlalchemy.text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})

    def heads(self):
        with self.engine.connect() as connection:
            return sorted(row[0] for row in connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version")))

    def text(self, verb, *arguments, **options):
        """What `alembic VERB` prints."""
        config = self.config()
        getattr(command, verb)(config, *arguments, **options)
        return config.stdout.getvalue()

    def run(self, verb, target):
        """The revisions that ran, in order, and the heads afterwards. Alembic's warnings are errors here."""
        steps = []

        def applied(ctx, step, heads, run_args, **more):
            steps.append(step.up_revision_id)

        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.filterwarnings("error", module="alembic", category=UserWarning)
            warnings.filterwarnings("error", message=".*ambiguous.*")
            getattr(command, verb)(self.config(on_version_apply=applied), target)
        return steps, self.heads()
