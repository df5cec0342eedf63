"""场控: the command line. Every command puts its parts together from ``composition`` and takes them apart in reverse."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

import composition
from command_dispatch import dispatch
from composition import GOLDEN_DAY, ROOT, House, Terms, Unusable, begin, leave_word, open_house
from venue.core import logs
from venue.core.bus import Bus
from venue.core.chance import SeededChance, SystemChance
from venue.core.clock import SetClock, SystemClock
from venue.core.keys import open_keys
from venue.core.settings import Settings
from venue.core.work import Principal

log = structlog.get_logger("main")
USAGE: type[Any] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What the command line says of wrong words; typer carries the library that it stands on inside."""

SAMPLE_BEGINS = "09:40"
EVERYBODY_SPOKE_S = 65.0
"""After so long in the live day every device has sent its heartbeat at least twice."""

HELP = "场控：公共资源交易中心场地智能化调度总控 / site control of a public-resource trading centre"
cli = typer.Typer(add_completion=False, help=HELP, rich_markup_mode=None)
export = typer.Typer(help="导出 / exports", rich_markup_mode=None)
faces = typer.Typer(help="人脸 / faces", rich_markup_mode=None)
site = typer.Typer(help="站点文件 / site files", rich_markup_mode=None)
account = typer.Typer(help="账号 / accounts", rich_markup_mode=None)
for group, name in ((dispatch, "dispatch"), (export, "export"), (faces, "faces"), (site, "site"), (account, "account")):
    cli.add_typer(group, name=name)

DataFolder = Annotated[Path | None, typer.Option("--data", help="数据目录 / data folder")]


def main(argv: list[str] | None = None) -> int:
    """Run one command. A fault that a person can mend is one sentence in both languages, not a traceback."""
    logs.configure()
    try:
        code = cli(args=argv, standalone_mode=False)
    except typer.Exit as ended:
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except USAGE as fault:
        fault.show()
        return 2
    except mendable() as fault:
        sys.stderr.write(f"{in_words(fault)}\n")
        return 2
    return code if isinstance(code, int) else 0


def mendable() -> tuple[type[Exception], ...]:
    """Faults whose text tells a person what to do."""
    from devices.broker import BrokerFault
    from venue.core.acts import Refused
    from venue.core.database import DatabaseFault
    from venue.core.keys import KeyStoreFault
    from venue.core.leadership import AlreadyLed
    from venue.operations.day_plan import DayFaults
    from venue.rules.mistakes import RuleMistakes
    from venue.rules.rule_book import NoBookInForce
    from venue.site.faults import BadSite

    files = (BadSite, DayFaults, RuleMistakes, NoBookInForce, OSError)
    return (Unusable, BrokerFault, DatabaseFault, KeyStoreFault, AlreadyLed, Refused, *files)


def in_words(fault: Exception) -> str:
    """A fault in both languages: a refusal is worded, every other carries its words."""
    from venue.core.acts import Refused
    from venue.core.wording import say as words

    if isinstance(fault, Refused):
        return " / ".join(words(fault.code, fault.args_, language) for language in ("zh", "en"))
    return str(fault)


def settings_of(data: Path | None = None, **given: Any) -> Settings:
    """Start-up settings: what the command says, then the environment, then the file. Data given: keys beside it."""
    if data is not None:
        given |= {"data_folder": data / "data", "key_folder": data / "keys"}
    return Settings(**given)


def say(text: str) -> None:
    """One line for whoever sits at the console."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


# ---------------------------------------------------------------------------------------------------------------- engine


@cli.command()
def engine(
    fresh: Annotated[bool, typer.Option("--fresh", help="样例日从头开始 / begin the sample day anew")] = False,
    speed: Annotated[float, typer.Option(help="样例日速度 / speed of the sample day")] = 1.0,
    data: DataFolder = None,
) -> None:
    """无界面运行引擎 / the engine without a screen."""
    settings = settings_of(data)
    if fresh:
        begin_anew(settings)
    over = threading.Event()
    end_on_signals(over)
    with contextlib.ExitStack() as stack:
        stack.callback(composition.word_of(settings).unlink, missing_ok=True)
        if settings.kind == "sample":
            run_sample(stack, settings, speed, over=over)
        else:
            house = open_house(stack, settings, Terms(SystemClock(), SystemChance()))
            keep_ticking(stack, house)
            begin(stack, house)
            running(house)
            over.wait()


def running(house: House) -> None:
    """Leave word for the desks and say at the console where the broker listens."""
    leave_word(house, "running")
    where = f"{house.address.host}:{house.address.port}"
    say(f"引擎正在运行，消息代理 {where} / the engine runs, broker at {where}")


def end_on_signals(over: threading.Event) -> None:
    """Ctrl+C and the system's wish to end set ``over``; a second Ctrl+C interrupts."""

    def end(number: int, frame: object) -> None:
        over.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)


def begin_anew(settings: Settings) -> None:
    """Put the sample site's folder aside and its heads with it; a real or training site is never begun anew."""
    from venue.journal.heads_file import HeadsFile

    if settings.kind != "sample":
        raise Unusable("只有样例站点可以从头开始 / only the sample site can begin anew")
    if composition.engine_of(settings) is not None:
        raise Unusable("引擎正在运行，请先停止再从头开始 / an engine is running; stop it before beginning anew")
    if settings.site_folder.exists():
        HeadsFile(settings.heads_file).set_aside(SystemClock().now())
        shutil.rmtree(settings.site_folder)


def keep_ticking(stack: contextlib.ExitStack, house: House) -> None:
    """A tick a second from the scheduler; what is due is computed from the tables (misfires cost nothing)."""
    from apscheduler.schedulers.background import BackgroundScheduler

    from venue.core.messages import Tick

    scheduler = BackgroundScheduler(timezone="UTC")
    clock = house.writer.standing.clock
    scheduler.add_job(
        lambda: house.inbox.put(Tick(now=clock.now())), "interval", seconds=1, misfire_grace_time=None, coalesce=True
    )
    scheduler.start()
    stack.callback(scheduler.shutdown, wait=False)


# ------------------------------------------------------------------------------------------------------------ sample day


def run_sample(stack: contextlib.ExitStack, settings: Settings, speed: float, *, over: threading.Event) -> None:
    """The sample site with its simulated devices: up to 09:40 as fast as it goes, then with the wall clock."""
    from devices.simulator.day_file import load_day
    from devices.simulator.telemetry import FULL, SPARSE, scaled

    composition.import_acts()  # the file is checked against every act there is
    day_file = load_day(Path(settings.day_file) if settings.day_file else GOLDEN_DAY)
    live_from, last = day_file.at(SAMPLE_BEGINS), last_instant(settings)
    clock = SetClock(max(last, day_file.start))
    house = open_house(
        stack, settings, Terms(clock, SeededChance(day_file.script.play.seed), lockstep=last < live_from)
    )
    leave_word(house, "preparing")
    whole_site = house.ground.site
    if last < live_from:
        house.ground.renew(scaled(whole_site, SPARSE.factor))
        early = simulated_day(stack, house, day_file, SPARSE)
        early.prepare()
        begin(stack, house)
        early.play(until=live_from, progress=lambda at: leave_word(house, "preparing", at=at))
        early.stop()
    later = simulated_day(stack, house, day_file, FULL)
    later.prepare()
    if last >= live_from:
        begin(stack, house)
    house.engine.lockstep = False
    clock.run(speed)
    later.live()
    running(house)
    if not over.wait(EVERYBODY_SPOKE_S / max(1.0, speed)):
        house.ground.renew(whole_site)  # from now on each device's own limit of silence counts
        over.wait()


def simulated_day(stack: contextlib.ExitStack, house: House, day_file: Any, telemetry: Any) -> Any:
    """The simulated devices and people of a day on a line of their own."""
    from devices.lanes import MqttWire
    from devices.simulator.play import Hands, SimulatedDay

    def write(does: Any) -> Any:
        with house.writer.writing() as work:
            return does(work)

    wire = stack.enter_context(MqttWire(house.address, f"simulator-{house.settings.site}-{telemetry.name}"))
    hands = Hands(write=write, reading=house.database.reading, beat=house.field.beat)
    plan = house.ground.plan(day_file.start)
    made = SimulatedDay(day_file, plan, wire, house.seams, hands=hands, telemetry=telemetry)
    stack.callback(made.stop)
    return made


def last_instant(settings: Settings) -> int:
    """When the newest entry of the book was received; 0 for an empty book."""
    from venue.journal import book

    keys, _ = open_keys(settings.key_file)
    with contextlib.ExitStack() as stack:
        database = composition.open_database(stack, settings, keys)
        with database.reading() as read:
            newest = book.lines(read, Principal("system", site=settings.site), limit=1)
    return newest[0].received_at if newest else 0


@cli.command()
def day(
    file: Annotated[Path, typer.Argument(help="一天的脚本 / script of a day")],
    headless: Annotated[bool, typer.Option("--headless", help="无界面 / without a screen")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="最快速度 / as fast as it goes")] = False,
    report: Annotated[Path | None, typer.Option(help="结果文件 / where the totals go")] = None,
    seed: Annotated[str, typer.Option(help="随机种子 / seed, empty for the file's")] = "",
    keep: Annotated[Path | None, typer.Option(help="保留数据的空目录 / an empty folder to keep the data in")] = None,
) -> None:
    """模拟一整天 / play a whole simulated day, in a fresh folder."""
    if not headless or not fast:
        raise Unusable(
            "请同时给出 --headless 和 --fast；有界面的样例日请用 run"
            " / give --headless and --fast; the sample day with a window is the command run"
        )
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="changkong-day-")))
        if keep is not None and keep.exists() and any(keep.iterdir()):
            raise Unusable(f"目录不是空的：{keep} / the folder is not empty: {keep}")
        told = play_day(stack, file, folder, seed=seed)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    if report is None:
        say(text)
    else:
        report.write_text(text + "\n", encoding="utf-8")
        say(str(report))


def play_day(stack: contextlib.ExitStack, file: Path, folder: Path, *, seed: str) -> dict[str, Any]:
    """Play the file's day from its beginning to its end, in lockstep on a house of its own; gives the report."""
    from devices.simulator.day_file import load_day, with_seed
    from devices.simulator.report import report
    from devices.simulator.telemetry import scaled

    composition.import_acts()
    day_file = load_day(file) if not seed else with_seed(load_day(file), seed)
    settings = settings_of(folder, kind="sample", site="M", broker="embedded", database_url="", broker_port=0)
    chance = SeededChance(day_file.script.play.seed)
    terms = Terms(SetClock(day_file.start), chance.fork("house"), lockstep=True, alone=True, durable=False)
    house = open_house(stack, settings, terms)
    whole_site = house.ground.site
    house.ground.renew(scaled(whole_site, day_file.telemetry.factor))
    simulated = simulated_day(stack, house, day_file, day_file.telemetry)
    simulated.prepare()
    begin(stack, house)
    simulated.play()
    house.engine.stop()
    with house.database.reading() as read:
        return report(read, Principal("system", site=settings.site), day_file)


# ------------------------------------------------------------------------------------------------------------------ desk


@cli.command()
def run(
    fresh: Annotated[bool, typer.Option("--fresh", help="样例日从头开始 / begin the sample day anew")] = False,
    speed: Annotated[float, typer.Option(help="样例日速度 / speed of the sample day")] = 1.0,
    data: DataFolder = None,
) -> int:
    """总控室：引擎与界面 / the control room: engine and desk."""
    settings = settings_of(data)
    if composition.engine_of(settings) is None:
        start_engine(settings, fresh=fresh, speed=speed, data=data)
    elif fresh:
        begin_anew(settings)
    return show_desk(settings)


@cli.command()
def desk(data: DataFolder = None) -> int:
    """只开界面，连接已运行的引擎 / a desk for an engine that runs."""
    return show_desk(settings_of(data))


def start_engine(settings: Settings, *, fresh: bool, speed: float, data: Path | None) -> None:
    """The engine in a process of its own that outlives a hung or closed window; its words go to a file."""
    words = [sys.executable, str(ROOT / "main.py"), "engine", "--speed", str(speed)]
    words += ["--fresh"] * fresh + (["--data", str(data)] if data else [])
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    with (settings.data_folder / f"{settings.site}-{settings.kind}.engine.log").open("ab") as output:
        subprocess.Popen(words, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603


def show_desk(settings: Settings) -> int:
    """Open the control room's window; it says for itself how far the engine has come."""
    from composition_desk import open_desk

    return open_desk(settings)


@cli.command()
def screenshots(
    folder: Annotated[Path, typer.Argument(help="图片目录 / folder for the pictures")],
    language: Annotated[str, typer.Option(help="zh | en")] = "zh",
) -> int:
    """样例日各页面和对话框的图片 / pictures of every page and dialog on the sample day."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from composition_desk import take_pictures

    def start(data: Path) -> Settings:
        settings = settings_of(data, kind="sample", broker="embedded")
        start_engine(settings, fresh=False, speed=1.0, data=data)
        return settings

    return take_pictures(folder, language, say, start=start)


# ---------------------------------------------------------------------------------------------------------- verification


@cli.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def verify(context: typer.Context) -> int:
    """核验账本、导出文件或抽取 / verify book, export or draw: verify [book|export|draw] [PATH] [--heads FILE] [--key KEY]."""
    from venue.journal import book
    from venue.journal import verify as verifier

    given = list(context.args)
    if given[:1] == ["draw"]:
        from venue.journal import verify_draw

        return verify_draw.main(given[1:])
    settings = settings_of()

    @contextlib.contextmanager
    def open_book(address: str | None) -> Iterator[verifier.BookSource]:
        chosen = settings if not address else settings_of(database_url=address)
        keys, _ = open_keys(chosen.key_file)
        with contextlib.ExitStack() as stack:
            database = composition.database_of(stack, chosen, keys)
            with book.opened(database, chosen.site, [keys.public_key()]) as source:
                yield source

    if given in ([], ["book"]):
        given = ["book", *(["--heads", str(settings.heads_file)] if settings.heads_file.exists() else [])]
    return verifier.main(given, open_book=open_book)


# --------------------------------------------------------------------------------------------------------------- exports


@export.command("patrols")
def export_patrols(
    first: Annotated[str, typer.Option("--from", help="起始日 2026-11-23 / first day")],
    last: Annotated[str, typer.Option("--to", help="截止日 / last day")],
    out: Annotated[Path, typer.Option(help="输出目录 / folder")],
    form: Annotated[str, typer.Option("--format", help="pdf | docx | xlsx | csv | jsonl")] = "pdf",
    language: Annotated[str, typer.Option(help="zh | en")] = "zh",
    data: DataFolder = None,
) -> int:
    """导出巡查日志 / the patrol log, signed."""
    from venue.records.exports import export_patrols as write
    from venue.records.faults import ExportFault

    settings = settings_of(data)
    keys, _ = open_keys(settings.key_file)
    with contextlib.ExitStack() as stack:
        log_ = composition.read_patrol_log(stack, settings, first=first, last=last)
        record = stack.enter_context(recording(settings))
        try:
            made = write(log_, keys, out, form, record=record, language=language)
        except ExportFault as fault:
            say(str(fault))
            return 2
    say(str(made.file))
    if made.signature is not None:
        say(str(made.signature))
    return 0


@export.command("draw")
def export_draw(
    code: Annotated[str, typer.Argument(help="抽取编号 G02/seat/1 / code of the draw")],
    out: Annotated[Path, typer.Option(help="输出目录 / folder")],
    data: DataFolder = None,
) -> int:
    """导出一次抽取，供任何人离线核验 / a draw, for anybody to check offline."""
    import command_draw

    return command_draw.export_draw(settings_of(data), code, out, recording=recording, say=say)


@export.command("board")
def export_board(
    day: Annotated[str, typer.Option(help="日期 2026-11-23 / the day")],
    out: Annotated[Path, typer.Option(help="PDF 文件 / the file")],
    signs: Annotated[bool, typer.Option("--signs", help="每个房间一张门牌 / a sheet for each door")] = False,
    audience: Annotated[str, typer.Option(help="public | staff")] = "public",
    language: Annotated[str, typer.Option(help="zh | en")] = "zh",
    data: DataFolder = None,
) -> None:
    """打印当日场次安排或门牌 / the day board or door signs on paper."""
    import command_boards

    say(
        str(command_boards.export_board(settings_of(data), day, out, signs=signs, audience=audience, language=language))
    )


@contextlib.contextmanager
def recording(settings: Settings) -> Iterator[Any]:
    """Enter an export in the book: through the running engine, or alone while none runs."""
    with acting(settings) as ask:
        yield lambda entry: ask("exports.written", entry.args())


@contextlib.contextmanager
def acting(settings: Settings) -> Iterator[Any]:
    """How this console acts: as a signed-in account with the running engine, as ``console`` while none runs."""
    from venue.core.acts import perform

    if composition.engine_of(settings) is None and settings.broker == "embedded":
        with composition.writing_alone(settings) as writer:

            def alone(act: str, args: dict[str, Any]) -> Any:
                composition.import_acts()
                with writer.writing() as work:
                    return perform(work, act, args)

            yield alone
        return
    with contextlib.ExitStack() as stack:
        line = composition.ask_engine(stack, settings, Bus())
        name, password = credentials_of_console(settings)
        session = line.ask("accounts.sign_in", {"account": name, "password": password})["session"]
        yield lambda act, args: line.ask(act, args, session=session)
        line.ask("accounts.sign_out", {"session": session})


def credentials_of_console(settings: Settings) -> tuple[str, str]:
    """Account and password from CHANGKONG_ACCOUNT and CHANGKONG_PASSWORD, else asked; the sample site has its own."""
    from venue.people.accounts import SAMPLE_ACCOUNTS

    name = os.environ.get("CHANGKONG_ACCOUNT", "")
    password = os.environ.get("CHANGKONG_PASSWORD", "")
    if settings.kind == "sample" and not name:
        return SAMPLE_ACCOUNTS[0].account, SAMPLE_ACCOUNTS[0].password
    name = name or typer.prompt("账号 / account")
    return name, password or typer.prompt("密码 / password", hide_input=True)


# ----------------------------------------------------------------------------------------------------------------- faces


@faces.command("enrol")
def enrol(
    subject: Annotated[str, typer.Argument(help="人员代码 P-… / person's code")],
    photos: Annotated[list[Path], typer.Argument(help="照片 / photos")],
    consent: Annotated[str, typer.Option(help="同意书编号 / number of the signed consent")],
    data: DataFolder = None,
) -> int:
    """登记人脸 / enrol a face from photos."""
    from devices.faces.console import enrol_from_files

    settings = settings_of(data)
    keys, _ = open_keys(settings.key_file)
    with acting(settings) as ask:
        return enrol_from_files(
            subject, photos, ask=ask, key=keys.key("gallery"), chance=SystemChance(), consent=consent, say=say
        )


@faces.command("identify")
def identify(
    source: Annotated[str, typer.Argument(help="图片、目录、视频或 rtsp:// / picture, folder, video or rtsp://")],
    expected: Annotated[str, typer.Option(help="预期人员代码，逗号分隔 / codes of those expected")] = "",
    data: DataFolder = None,
) -> int:
    """辨认人脸 / find out who is in a picture, among those expected."""
    from devices.faces.console import identify_in
    from venue.people import face_templates

    settings = settings_of(data)
    keys, _ = open_keys(settings.key_file)

    def sealed(model: str) -> Any:
        with contextlib.ExitStack() as stack:
            database = composition.database_of(stack, settings, keys)
            with database.reading() as read:
                viewer = Principal("console", site=settings.site)
                return face_templates.sealed_templates(read, viewer, model=model, at=SystemClock().now())

    return identify_in(
        source, expected=[name for name in expected.split(",") if name], sealed=sealed, key=keys.key("gallery"), say=say
    )


@faces.command("watch")
def watch(
    device: Annotated[str, typer.Argument(help="门口终端 T-… / the terminal at a door")],
    source: Annotated[str, typer.Argument(help="图片、目录、视频或 rtsp:// / picture, folder, video or rtsp://")],
    expected: Annotated[str, typer.Option(help="预期人员代码，逗号分隔 / codes of those expected")],
    seconds: Annotated[float, typer.Option(help="观看秒数，0 为到结束 / seconds to watch, 0 is to the end")] = 0.0,
    data: DataFolder = None,
) -> int:
    """门口人脸核验，向运行中的引擎请求开门 / a camera at a door, asking the running engine to open it."""
    from composition_faces import camera_at_door
    from devices.faces.doorway import Scene, watch_door

    settings = settings_of(data)
    scene = Scene(source=source, expected=tuple(name for name in expected.split(",") if name), seconds=seconds)
    with contextlib.ExitStack() as stack:
        fitting, templates = camera_at_door(stack, settings, device, say)
        return watch_door(fitting, scene, templates=templates, chance=SystemChance(), say=say)


# ------------------------------------------------------------------------------------------------------------------ site


@site.command("check")
def site_check(file: Annotated[Path, typer.Argument(help="站点文件或目录 / site file or folder")]) -> int:
    """检查站点文件，每处错误指明行号 / each mistake of a site file with its line."""
    from venue.site.check import check

    found = check(file)
    for fault in found:
        say(str(fault))
    say(f"{len(found)} 处错误 / {len(found)} mistakes" if found else "站点文件无误 / the site file is in order")
    return 1 if found else 0


@site.command("import")
def site_import(
    file: Annotated[Path, typer.Argument(help="站点文件或目录 / site file or folder")], data: DataFolder = None
) -> int:
    """导入站点文件 / import a site file."""
    from venue.site.check import check
    from venue.site.site_file import export as written
    from venue.site.site_file import parse

    faults = check(file)
    for fault in faults:
        say(str(fault))
    if faults:
        return 1
    with acting(settings_of(data)) as ask:
        say(str(ask("site.import", {"text": written(parse(file))})))
    return 0


@site.command("export")
def site_export(out: Annotated[Path, typer.Argument(help="输出文件 / file to write")], data: DataFolder = None) -> int:
    """导出站点文件 / write the stored site as a site file."""
    from venue.site import places

    settings = settings_of(data)
    keys, _ = open_keys(settings.key_file)
    with contextlib.ExitStack() as stack:
        database = composition.database_of(stack, settings, keys)
        with database.reading() as read:
            out.write_text(places.export(read, Principal("console", site=settings.site)), encoding="utf-8")
    say(str(out))
    return 0


# -------------------------------------------------------------------------------------------------------------- accounts


@account.command("first")
def first_account(
    name: Annotated[str, typer.Argument(help="账号 / account")],
    owner: Annotated[str, typer.Option(help="负责人姓名 / name of its owner")],
    data: DataFolder = None,
) -> int:
    """建立第一个账号 / the first account of a site."""
    password = os.environ.get("CHANGKONG_PASSWORD") or typer.prompt(
        "密码 / password", hide_input=True, confirmation_prompt=True
    )
    with acting(settings_of(data)) as ask:
        say(str(ask("accounts.first", {"account": name, "password": password, "name": owner})))
    return 0


if __name__ == "__main__":
    sys.exit(main())
