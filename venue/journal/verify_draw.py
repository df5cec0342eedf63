"""How a draw of sub-venues or seats is made from the secrets of its parties, and how anybody checks it offline (RB-05).

Beside the verifier of the book (``verify``), whose canonical bytes, tree and signatures it uses, this file needs the standard
library only: an auditor takes both files away and runs ``python verify_draw.py FILE``. The site draws with the same functions, so
that what is drawn and what is checked can never drift apart.

In reading order: the algorithm, what a document holds, the checks, command line.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

try:
    from venue.journal import verify as books
except ModuleNotFoundError:  # taken away, beside verify.py
    import verify as books  # type: ignore[import-not-found, no-redef]

# ---------------------------------------------------------------------------------------------------------------------------------
# The algorithm. Every step is SHA-256 over canonical bytes or over the seed and a counter.
# ---------------------------------------------------------------------------------------------------------------------------------

ALGORITHM = "sha256-fisher-yates-1"
SECRET = re.compile(r"[0-9a-f]{64}")
"""A secret, a commitment, a digest: 32 bytes as hex, small letters."""


def _digest(value: object) -> str:
    return hashlib.sha256(books.canonical_bytes(value)).hexdigest()


def terms_digest(terms: Mapping[str, Any]) -> str:
    """What the parties commit to beside their secrets: SHA-256 (hex) over the terms, candidates, takers and parties in order."""
    return _digest(dict(terms))


def commitment_of(terms: str, party: str, secret: str) -> str:
    """The commitment of a party: SHA-256 (hex) over its code, its secret (64 hex digits) and the digest of the terms.

    It binds the secret to this draw and this party: nobody can hand in another's commitment as his own, and no candidate can be
    changed once a party has committed.
    """
    return _digest({"party": party, "secret": secret, "terms": terms})


def seed_of(terms: str, secrets: Sequence[str]) -> bytes:
    """The 32 bytes that decide: SHA-256 over the digest of the terms and all secrets, in the order of the parties."""
    return hashlib.sha256(books.canonical_bytes({"secrets": list(secrets), "terms": terms})).digest()


def numbers(seed: bytes) -> Iterator[int]:
    """Numbers of 64 bits without end: the first eight bytes of SHA-256 over the seed and a counter of eight bytes, from 0."""
    counter = 0
    while True:
        yield int.from_bytes(hashlib.sha256(seed + counter.to_bytes(8, "big")).digest()[:8], "big")
        counter += 1


def below(stream: Iterator[int], limit: int) -> int:
    """A number from 0 to ``limit - 1``; what lies above the last whole multiple of ``limit`` is thrown away: no modulo bias."""
    ceiling = 2**64 - 2**64 % limit
    return next(number for number in stream if number < ceiling) % limit


def drawn(seed: bytes, candidates: Sequence[str], count: int) -> list[str]:
    """``count`` of the candidates in the order drawn (Fisher and Yates from the front): every order is equally likely."""
    order, stream = list(candidates), numbers(seed)
    for place in range(count):
        other = place + below(stream, len(order) - place)
        order[place], order[other] = order[other], order[place]
    return order[:count]


def result_of(terms: Mapping[str, Any], secrets: Sequence[str]) -> list[dict[str, str]]:
    """Who gets what: the takers of the terms in their order, each with the candidate drawn for it."""
    candidates = [candidate["code"] for candidate in terms["candidates"]]
    chosen = drawn(seed_of(terms_digest(terms), secrets), candidates, len(terms["takers"]))
    return [{"candidate": one, "taker": taker} for taker, one in zip(terms["takers"], chosen, strict=True)]


def sealed_as(salt: str, draw: str, result: Sequence[Mapping[str, str]]) -> str:
    """The commitment to a result while it is sealed: SHA-256 (hex) over a salt of 32 bytes (told as hex), the draw, the result."""
    return hashlib.sha256(
        bytes.fromhex(salt) + books.canonical_bytes({"draw": draw, "result": [dict(one) for one in result]})
    ).hexdigest()


# ---------------------------------------------------------------------------------------------------------------------------------
# What a document holds: the entries of the draw as they stand in the book, a proof for each, one signed head, the public key
# ---------------------------------------------------------------------------------------------------------------------------------

CONTENT = "draw"
FORM = "1"
OPEN, COMMIT, REVEAL, DRAWN, UNSEAL = "draws.open", "draws.commit", "draws.reveal", "draws.drawn", "draws.unseal"

PAYLOADS = {
    OPEN: {"terms"},
    COMMIT: {"commitment", "party"},
    REVEAL: {"party"},
    DRAWN: {"commitment"},
    UNSEAL: {"reason", "result", "salt", "secrets"},
}
TERMS = frozenset(
    (
        *("algorithm", "before", "candidates", "cause", "close_by", "draw", "kind", "opened_at"),
        *("parties", "project", "reason", "room", "round", "sealed_until", "site", "takers"),
    )
)

_TEXTS = {
    "form": ("文件不是抽取文件，或内容不全（{why}）", "this is no whole document of a draw ({why})"),
    "empty": ("文件中没有任何账本条目", "the document holds no entry of the book"),
    "order": ("账本第 {at} 条的次序不对：{why}", "entry {at} stands out of order: {why}"),
    "other_draw": ("账本第 {at} 条属于另一次抽取", "entry {at} belongs to another draw"),
    "two_parties": ("账本第 {at} 条：同一账号代表了两方", "entry {at}: one account speaks for two parties"),
    "other_hand": (
        "账本第 {at} 条：“{why}”的密值不是由作出承诺的账号公布的",
        "entry {at}: the secret of {why} was not revealed by the account that committed",
    ),
    "late": ("账本第 {at} 条晚于本次抽取的截止时间", "entry {at} came after the draw's deadline"),
    "terms": (
        "抽取内容（候选、席位号、参与方或时间）与各方承诺时不同",
        "the terms (candidates, takers, parties or times) are not those to which the parties committed",
    ),
    "algorithm": ("不认识的抽取算法（{why}）", "an algorithm that this verifier does not know ({why})"),
    "secret": ("“{why}”的密值与其承诺不符", "the secret of {why} does not fit its commitment"),
    "result": (
        "公布的结果与由密值算出的结果不同：应为 {why}",
        "the published result is not what the secrets give, which is {why}",
    ),
    "sealed": (
        "公布的结果与封存时的承诺不符，结果、盐值或封存承诺被改动",
        "result or salt is not what was sealed when it was drawn",
    ),
    "entry": ("账本第 {at} 条被改动，或不在账本中", "entry {at} was changed or is not in the book"),
    "head": (
        "封存签名与条目不属于同一场地，或签名前还没有这些条目",
        "the head is another site's, or older than the entries",
    ),
    "signature": (
        "封存签名不成立：签名、密钥或树根被改动",
        "the head's signature does not hold: signature, key or root was changed",
    ),
    "key": ("签名用的不是已公布的密钥", "signed with a key that was not published"),
}


class Misfit(Exception):
    """The first thing that does not fit; ``kind`` is one of the codes, ``zh`` and ``en`` are its sentence."""

    def __init__(self, kind: str, at: int = 0, why: str = "") -> None:
        zh, en = _TEXTS[kind]
        self.kind, self.at = kind, at
        self.zh, self.en = zh.format(at=at, why=why), en.format(at=at, why=why)
        super().__init__(f"{self.zh} / {self.en}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Misfit("form", why=f"{value!r:.40}")
    return value


def _hex(value: object) -> str:
    text = _text(value)
    if not SECRET.fullmatch(text):
        raise Misfit("form", why=text[:40])
    return text


@dataclass(frozen=True)
class Entry:
    """One entry of the draw with its proof; ``line`` is its canonical line, ``fields`` its columns, the payload an object."""

    line: bytes
    fields: Mapping[str, Any]
    proof: Sequence[bytes]

    @property
    def at(self) -> int:
        """Its position in the book."""
        return int(self.fields["position"])

    @property
    def payload(self) -> Mapping[str, Any]:
        """What the act wrote."""
        found: Mapping[str, Any] = self.fields["payload"]
        return found


def _entry(part: Mapping[str, Any]) -> Entry:
    line = books.canonical_bytes(part["entry"])
    whole = books.entry_from_line(line)
    fields = {**whole._asdict(), "payload": part["entry"]["payload"]}
    if set(fields["payload"]) != PAYLOADS.get(whole.act):
        raise Misfit("form", why=f"{whole.act} {sorted(fields['payload'])}")
    return Entry(line, fields, [bytes.fromhex(_hex(node)) for node in part["proof"]])


@dataclass(frozen=True)
class Draw:
    """A draw as its entries tell it, in the order of the book."""

    opened: Entry
    commits: Sequence[Entry]
    reveals: Sequence[Entry]
    drawn: Entry
    unsealed: Entry
    secrets: Mapping[str, str]

    @property
    def terms(self) -> Mapping[str, Any]:
        """What was to be drawn from what for whom, and by which parties."""
        found: Mapping[str, Any] = self.opened.payload["terms"]
        return found

    @property
    def entries(self) -> Sequence[Entry]:
        """All of them."""
        return [self.opened, *self.commits, *self.reveals, self.drawn, self.unsealed]


def _draw(entries: Sequence[Entry]) -> Draw:
    """The entries by what they are. Raises :class:`Misfit` unless they are all there and each party has its two."""
    if not entries:
        raise Misfit("empty")
    of = {act: [entry for entry in entries if entry.fields["act"] == act] for act in PAYLOADS}
    for act in (OPEN, DRAWN, UNSEAL):
        if len(of[act]) != 1:
            raise Misfit("form", why=f"{act} × {len(of[act])}")
    (opened,), (result,), (unsealed,) = of[OPEN], of[DRAWN], of[UNSEAL]
    _check_terms(opened.payload["terms"])
    parties = opened.payload["terms"]["parties"]
    for act in (COMMIT, REVEAL):
        if sorted(entry.payload["party"] for entry in of[act]) != sorted(parties):
            raise Misfit("form", why=f"{act} ≠ {', '.join(parties)}")
    secrets = {_text(one["party"]): _hex(one["secret"]) for one in unsealed.payload["secrets"]}
    if list(secrets) != parties or len(unsealed.payload["secrets"]) != len(parties):
        raise Misfit("form", why="secrets")
    return Draw(opened, of[COMMIT], of[REVEAL], result, unsealed, secrets)


def _check_terms(terms: Mapping[str, Any]) -> None:
    if set(terms) != TERMS:
        raise Misfit("form", why="terms")
    if terms["algorithm"] != ALGORITHM:
        raise Misfit("algorithm", why=str(terms["algorithm"]))
    codes = [_text(candidate["code"]) for candidate in terms["candidates"]]
    for listed in (codes, terms["takers"], terms["parties"]):
        if not listed or len(set(listed)) != len(listed):
            raise Misfit("form", why="terms")
    if len(terms["takers"]) > len(codes):
        raise Misfit("form", why="takers > candidates")


# ---------------------------------------------------------------------------------------------------------------------------------
# The checks
# ---------------------------------------------------------------------------------------------------------------------------------


def _check_order(draw: Draw, entries: Sequence[Entry]) -> None:
    """Every commitment stands in the book before the first secret was revealed, and nothing came after the deadline."""
    wanted = list(draw.entries)
    for entry, expected in zip(entries, wanted, strict=True):
        if entry is not expected:
            raise Misfit("order", entry.at, f"{entry.fields['act']}")
    for before, after in pairwise(wanted):
        if after.at <= before.at or after.fields["received_at"] < before.fields["received_at"]:
            raise Misfit("order", after.at, f"≤ {before.at}")
    for entry in (*draw.commits, *draw.reveals):
        if entry.fields["received_at"] >= draw.terms["close_by"]:
            raise Misfit("late", entry.at)


def _check_same_draw(draw: Draw) -> None:
    terms, first = draw.terms, draw.opened.fields
    told = (terms["site"], terms["draw"], terms["project"], terms["room"])
    for entry in draw.entries:
        fields = entry.fields
        same = (fields["site"], fields["subject"], fields["project"], fields["room"]) == told
        if not same or fields["kind"] != first["kind"]:
            raise Misfit("other_draw", entry.at)
    if first["received_at"] != terms["opened_at"]:
        raise Misfit("terms")


def _check_hands(draw: Draw) -> None:
    """One account speaks for one party only, and reveals what it committed to itself."""
    hands: dict[str, str] = {}
    for entry in draw.commits:
        if entry.fields["actor"] in hands.values():
            raise Misfit("two_parties", entry.at)
        hands[entry.payload["party"]] = entry.fields["actor"]
    for entry in draw.reveals:
        party = entry.payload["party"]
        if hands[party] != entry.fields["actor"]:
            raise Misfit("other_hand", entry.at, party)


def _check_commitments(draw: Draw) -> None:
    """Each secret fits its commitment; if none does, it is the terms that were changed."""
    terms = terms_digest(draw.terms)
    told = {entry.payload["party"]: _hex(entry.payload["commitment"]) for entry in draw.commits}
    wrong = [party for party, secret in draw.secrets.items() if commitment_of(terms, party, secret) != told[party]]
    if wrong and len(wrong) == len(told):
        raise Misfit("terms")
    if wrong:
        raise Misfit("secret", why=wrong[0])


def _check_result(draw: Draw) -> None:
    """The published result is the one that the secrets give, and the one that was sealed when it was drawn."""
    result = result_of(draw.terms, list(draw.secrets.values()))
    if draw.unsealed.payload["result"] != result:
        raise Misfit("result", why=told_result(result))
    if sealed_as(_hex(draw.unsealed.payload["salt"]), draw.terms["draw"], result) != draw.drawn.payload["commitment"]:
        raise Misfit("sealed")


def _check_book(draw: Draw, head: Mapping[str, Any], public_key: str, published: Sequence[str]) -> None:
    """Every entry stands in the tree whose root the site signed."""
    if set(head) != {*books.HEAD_SIGNED, "signature"}:
        raise Misfit("form", why="head")
    parsed = books.parse_head(head)
    first = draw.opened.fields
    if (parsed.site, head["kind"]) != (first["site"], first["kind"]) or parsed.size < draw.unsealed.at:
        raise Misfit("head")
    for entry in draw.entries:
        leaf = books.leaf_hash(entry.line)
        if not books.check_inclusion(leaf, entry.at - 1, parsed.size, proof=entry.proof, root=parsed.root):
            raise Misfit("entry", entry.at)
    if head["key"] != books.key_id(public_key) or head["root"] != parsed.root.hex():
        raise Misfit("signature")
    if not books.signature_holds(public_key, head["signature"], books.head_message(head)):
        raise Misfit("signature")
    if published and public_key not in published:
        raise Misfit("key")


@dataclass(frozen=True)
class DrawReport:
    """The outcome: ``fault`` is ``None`` when every check was passed, ``draw`` is ``None`` when nothing could be read."""

    draw: Draw | None
    fault: Misfit | None
    key: str = ""
    published: bool = False

    @property
    def ok(self) -> bool:
        """Green or red; never green without a draw that was recomputed."""
        return self.fault is None and self.draw is not None

    def lines(self) -> list[str]:
        """The report as lines of text, Chinese first, English beside."""
        out = ["通过 PASS" if self.ok else "不通过 FAIL"]
        if self.fault is not None:
            out.append(f"首处 first: {self.fault.zh} / {self.fault.en}")
        return out + (_told(self.draw) if self.ok and self.draw else []) + self._key_line()

    def _key_line(self) -> list[str]:
        if not self.ok or self.published:
            return []
        told = books.fingerprint(self.key)
        return [f"注 note: 请与公布的公钥指纹核对 / compare with the published fingerprint of the key: {told}"]


def told_result(result: Sequence[Mapping[str, str]]) -> str:
    """A result on one line: each taker with what it got."""
    return "，".join(f"{one['taker']}={one['candidate']}" for one in result)


def _told(draw: Draw) -> list[str]:
    terms = draw.terms
    out = [
        f"抽取 draw {terms['draw']}：{len(terms['candidates'])} → {len(terms['takers'])}，{', '.join(terms['parties'])}"
    ]
    if terms["before"]:
        out.append(f"再次抽取 after {terms['before']}：{terms['cause']} {terms['reason']}".rstrip())
    out.append(f"条目 entries {draw.opened.at}–{draw.unsealed.at}")
    return [*out, f"结果 result {told_result(draw.unsealed.payload['result'])}"]


def verify_document(document: Mapping[str, Any], *, public_keys: Sequence[str] = ()) -> DrawReport:
    """Check a document from the first to the last step; ``public_keys`` are the published ones, base64 as exports carry them."""
    draw = None
    try:
        if set(document) != {"content", "entries", "form", "head", "public_key"}:
            raise Misfit("form", why="members")
        if (document["content"], document["form"]) != (CONTENT, FORM):
            raise Misfit("form", why=f"{document['content']} {document['form']}")
        entries = [_entry(part) for part in _parts(document["entries"])]
        draw = _draw(entries)
        _check_same_draw(draw)
        _check_order(draw, entries)
        _check_hands(draw)
        _check_commitments(draw)
        _check_result(draw)
        _check_book(draw, document["head"], _text(document["public_key"]), public_keys)
    except Misfit as fault:
        return DrawReport(draw, fault)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        return DrawReport(draw, Misfit("form", why=f"{type(fault).__name__} {fault}"[:120]))
    return DrawReport(draw, None, document["public_key"], bool(public_keys))


def _parts(entries: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    if any(set(part) != {"entry", "proof"} for part in entries):
        raise Misfit("form", why="entries")
    return entries


def verify_file(path: Path | str, *, public_keys: Sequence[str] = ()) -> DrawReport:
    """Check a file: one canonical JSON object and a line end, so that not one byte can be changed unseen."""
    try:
        document = books.parse_object(Path(path).read_bytes().decode().removesuffix("\n"))
    except (UnicodeDecodeError, books.NotCanonical) as fault:
        return DrawReport(None, Misfit("form", why=str(fault)[:120]))
    return verify_document(document, public_keys=public_keys)


# ---------------------------------------------------------------------------------------------------------------------------------
# Command line
# ---------------------------------------------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """The command ``verify draw PATH [--key KEY]``: 0 is green, 1 is red, 2 could not be checked."""
    parser = argparse.ArgumentParser(prog="verify draw", description="核验抽取文件 / check the document of a draw")
    parser.add_argument("path", help="抽取文件 / the document")
    parser.add_argument(
        "--key", action="append", default=[], help="公布的公钥或其文件 / published public key, or a file of it"
    )
    options = parser.parse_args(argv)
    try:
        report = verify_file(options.path, public_keys=books.read_keys(options.key))
    except (OSError, ValueError) as problem:
        print(f"无法核验 / cannot check: {problem}", file=sys.stderr)
        return 2
    print("\n".join(report.lines()))
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
