#include "origin/alembic_program.hpp"

namespace retort {

// The project's env.py runs as it would from the command line; only its connections are watched: whatever address it has,
// it gets to the scratch database, and to nothing else.
const char* const kAlembicProgram = R"python(
import argparse, io, json, re, sys, traceback

ask = json.load(sys.stdin)
sys.stdout = sys.stderr


class Elsewhere(Exception):
    pass


def said(error):
    text = re.sub(" object at 0x[0-9a-f]+", "", " ".join(str(error).split()))
    return text if isinstance(error, Elsewhere) else f"{type(error).__name__}: {text}"[:160]


def raised_by(error, revision):
    """Whether the revision itself says no, by a `raise`."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.filename == revision.path and last.line.startswith("raise")


def with_driver(config):
    """The address, by the driver that the project's own is for: an env.py may need an asynchronous one."""
    from sqlalchemy.engine import make_url

    try:
        own, url = make_url(config.get_main_option("sqlalchemy.url")), make_url(ask["url"])
        if own.get_backend_name() == url.get_backend_name():
            return url.set(drivername=own.drivername).render_as_string(hide_password=False)
    except Exception:
        pass  # it is no address, or says nothing before somebody fills it in
    return ask["url"]


def main():
    import sqlalchemy.engine
    from alembic import command, util
    from alembic.config import Config
    from alembic.ddl.impl import DefaultImpl
    from alembic.runtime.environment import EnvironmentContext
    from alembic.runtime.migration import MigrationStep
    from alembic.script import ScriptDirectory
    from sqlalchemy import event
    from sqlalchemy.dialects.postgresql.base import PGDialect
    from sqlalchemy.engine.mock import MockConnection
    from sqlalchemy.pool import Pool
    from sqlalchemy.sql import compiler

    @event.listens_for(sqlalchemy.engine.Engine, "do_connect")
    def watch(dialect, record, arguments, parameters):
        if ask["mode"] == "print":
            raise Elsewhere("it connects to a database where only SQL is asked for")
        record.info[watch] = True
        url = sqlalchemy.engine.make_url(ask["url"])
        if dialect.name != url.get_backend_name():
            raise Elsewhere(f"env.py connects to {dialect.name}, and the scratch database is {url.get_backend_name()}")
        wanted_arguments, wanted = dialect.create_connect_args(url)
        names = ("host", "port", "dbname", "database")
        if list(arguments) != list(wanted_arguments) or any(parameters.get(n) != wanted.get(n) for n in names):
            return dialect.connect(*wanted_arguments, **wanted)  # in place of the address that env.py has of its own

    @event.listens_for(Pool, "connect")
    def only_watched(connection, record):
        if watch not in record.info:
            raise Elsewhere("env.py makes its connections by a function of its own (`creator`), and nobody knows where they lead")

    # Alembic prints four blanks for a tab, in strings too; and a driver whose parameters are %s gets each % twice.
    tab, text_of = "\uf8f0", compiler.Compiled.__str__

    def as_it_is(compiled):
        if getattr(compiled, "insert_prefetch", None) or getattr(compiled, "update_prefetch", None):
            raise Elsewhere("it inserts values that only Python has (default, onupdate)")  # printed, they would be NULL
        doubled = getattr(getattr(compiled, "preparer", None), "_double_percents", False)
        text = text_of(compiled).replace("\t", tab)
        return text.replace("%%", "%") if doubled else text

    static_output = DefaultImpl.static_output

    def terminated(impl, text):
        """What is executed may end in a comment, and the semicolon would be part of it."""
        ends_in_comment = text.endswith(";") and "--" in text[text.rfind("\n") + 1:]
        static_output(impl, text[:-1] + "\n;" if ends_in_comment else text)

    asked = []  # by the revision that is printed: whether it is printed
    is_offline_mode = EnvironmentContext.is_offline_mode

    def note_question(environment):
        asked.append(environment)
        return is_offline_mode(environment)

    make = MockConnection.__init__

    def make_mock(connection, dialect, execute):
        def without_values(statement, *values, **named):
            """op.get_bind() would print NULL for each of them."""
            if any(values) or any(named.values()):
                raise Elsewhere("it runs a statement with values beside it")
            return execute(statement, *values, **named)

        make(connection, dialect, without_values)

    if ask["mode"] == "print":
        compiler.Compiled.__str__ = as_it_is
        MockConnection.__init__ = make_mock
        EnvironmentContext.is_offline_mode = note_question
        DefaultImpl.static_output = terminated
        PGDialect._backslash_escapes = False  # else every backslash is written twice, for servers of another age

    config = Config(ask["ini"] or None, cmd_opts=argparse.Namespace(x=ask["x"] or None))
    if ask["script_location"]:
        config.set_main_option("script_location", ask["script_location"])
    config.set_main_option("sqlalchemy.url", with_driver(config).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    databases = config.get_main_option("databases")
    if databases and '"databases"' in open(f"{script.dir}/env.py", encoding="utf-8").read():
        raise Elsewhere(f"env.py runs several databases ({databases}), and a chain of Retort is for one: adopt a copy with the "
                        "env.py that `alembic init` writes, and in it run_migrations(engine_name=…)")

    def ids(names):
        return [script.get_revision(name).revision for name in util.to_tuple(names, default=())]

    def below(revision):
        return ids(revision.down_revision) + ids(getattr(revision.module, "depends_on", None))

    def step_of(revision, upgrade):
        make = MigrationStep.upgrade_from_script if upgrade else MigrationStep.downgrade_from_script
        return make(script.revision_map, revision)

    answer = {}

    def note_context(environment):
        try:
            context = environment.get_context()
        except Exception:
            return  # env.py came to no configure()
        answer["dialect"] = context.dialect.name
        answer["version_table"] = context.version_table
        answer["version_schema"] = context.version_table_schema or ""

    def printed(revision, upgrade):
        config.output_buffer = buffer = io.StringIO()
        start = below(revision) if upgrade else [revision.revision]
        with open(revision.path, encoding="utf-8", errors="replace") as file:
            asks = "as_sql" in file.read()
        try:
            step = step_of(revision, upgrade)
            run = step.migration_fn

            def watched(*arguments, **named):
                asked.clear()
                run(*arguments, **named)
                if asked or asks:
                    raise Elsewhere("it asks whether it is printed, and may run something else")

            step.migration_fn = watched
            with EnvironmentContext(config, script, fn=lambda heads, context: [step], as_sql=True,
                                    starting_rev=start or "base", destination_rev=revision.revision) as environment:
                try:
                    script.run_env()
                finally:
                    note_context(environment)
            if "-- Running " not in buffer.getvalue():
                raise Elsewhere("env.py printed nothing")
        except (Exception, SystemExit) as error:
            return {"error": said(error), "raised": raised_by(error, revision)}
        return {"sql": buffer.getvalue().replace(tab, "\t")}

    def ordered():
        found, seen = [], set()
        for newest in script.get_heads():
            stack = [newest]
            while stack:
                revision = script.get_revision(stack[-1])
                waiting = [name for name in below(revision) if name not in seen]
                if waiting:
                    stack.extend(waiting)
                    continue
                stack.pop()
                if revision.revision not in seen:
                    seen.add(revision.revision)
                    found.append(revision)
        return found

    if ask["mode"] == "print":
        answer["revisions"] = []
        for revision in ordered():
            labels = util.to_tuple(getattr(revision.module, "branch_labels", None), default=())
            depends = util.to_tuple(getattr(revision.module, "depends_on", None), default=())
            date = re.search(r"^Create Date: (.*)$", revision.module.__doc__ or "", re.M)
            answer["revisions"].append({
                "id": revision.revision, "revises": ids(revision.down_revision), "branch_labels": list(labels),
                "depends_on": [n if n in script.get_revision(n).branch_labels else script.get_revision(n).revision for n in depends],
                "message": revision.doc, "create_date": date.group(1).strip() if date else "", "path": revision.path,
                "up": printed(revision, True), "down": printed(revision, False)})
    elif ask["mode"] == "to":
        for target in ask["targets"]:
            command.upgrade(config, target)
    else:
        revision = script.get_revision(ask["revision"])
        answer["statements"] = []

        @event.listens_for(sqlalchemy.engine.Engine, "before_cursor_execute")
        def record(connection, cursor, statement, parameters, context, many):
            whole = not parameters
            doubled = connection.dialect.paramstyle in ("format", "pyformat") and not getattr(context, "no_parameters", False)
            if whole and doubled:
                statement = statement.replace("%%", "%")
            answer["statements"].append({"text": statement, "whole": whole})

        with EnvironmentContext(config, script, fn=lambda heads, context: [step_of(revision, ask["upgrade"])],
                                destination_rev=revision.revision):
            script.run_env()
    return answer


try:
    result = main()
except (Exception, SystemExit) as error:
    result = {"error": said(error)}
with open(ask["result"], "w", encoding="utf-8") as file:
    json.dump(result, file)
)python";

}  // namespace retort
