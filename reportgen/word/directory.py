"""The directory of a zip, read with suspicion: what it lists must be what is there, each member once and
apart.

Two programs may read two contents out of one zip where its two directories, the central one and the headers
before the members, differ, where names are equal but for their case or their slashes, or where there are
two ends (APPNOTE 6.3.10, 4.3). Office writes no such file.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportgen.bounds import bounds
from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef
from reportgen.word.kinds import ZIP, foreign_kind, no_office_file
from reportgen.word.names import shown

__all__ = ["CENTRAL_MARK", "END_MARK", "LOCAL", "LOCAL_MARK", "Entry", "entries"]

CENTRAL_MARK, LOCAL_MARK, END_MARK = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED, _STREAMED = 0x1, 0x8
_UNKNOWN = 0xFFFFFFFF  # a size that another field tells
_MANY = 0xFFFF  # a count that another field tells
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


class Entry(NamedTuple):
    """A member as the directory has it: where its bytes begin, and what it says of them."""

    name: str
    method: int
    crc: int
    size: int
    start: int
    packed: int
    is_folder: bool


def entries(data: bytes, file: str) -> tuple[Entry, ...]:
    """Return the members that the zip `data` lists, in their order.

    Refusal: PK103 no Office file, PK104 encrypted, PK105 of the 97–2003 format, PK106 damaged, PK107 too many
    members, PK108 a member twice, PK112 a directory that is not true, PK113 a name that leads elsewhere.
    """
    if not data.startswith(ZIP):  # some programs put something before the zip, but no file of another kind
        other = foreign_kind(data, file)
        if other.hints or other.code != "PK103" or END_MARK not in data:
            raise Refusal([other])
    place, most = FileRef(file), bounds().members
    if data.count(CENTRAL_MARK) > 2 * most:  # millions would take minutes only to be listed
        raise Refusal([fault("PK107", place, hints=("members",), limit=most)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, directory = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        raise Refusal(
            [fault("PK106", place) if data.startswith(ZIP) else foreign_kind(data, file)]
        ) from error
    _refuse_names(infos, place)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refusal([fault("PK104", place)])
    if "[content_types].xml" not in {info.filename.lower() for info in infos}:
        is_open = _OPEN_DOCUMENT in data[:256]
        raise Refusal([no_office_file(file, "opendocument" if is_open else "archive")])
    _refuse_untrue_end(data, directory, len(infos), place)
    found = tuple(_entry(info, data, place) for info in infos)
    _refuse_overlaps(found, infos, directory, place)
    return found


def _refuse_names(infos: Sequence[zipfile.ZipInfo], place: FileRef) -> None:
    if len(infos) > bounds().members:
        raise Refusal([fault("PK107", place, hints=("members",), limit=bounds().members)])
    seen: set[str] = set()
    for info in infos:
        same = posixpath.normpath("/" + info.filename.replace("\\", "/")).lstrip("/").casefold()
        if same in seen:
            raise Refusal([fault("PK108", place, member=shown(info.orig_filename))])
        seen.add(same)
    for info in infos:
        if _leads_elsewhere(info.orig_filename):
            raise Refusal([fault("PK113", place, member=shown(info.orig_filename))])


def _leads_elsewhere(name: str) -> bool:
    """Return whether a name would leave the folder it is unpacked into, or is none on some system."""
    if name.startswith("/") or "\\" in name or ":" in name:
        return True
    return ".." in name.split("/") or not name.isprintable() or not name


def _refuse_untrue_end(data: bytes, directory: int, count: int, place: FileRef) -> None:
    """Refuse a second end of the zip behind the directory, and a number of members that is none of it."""
    end = data.rfind(END_MARK)
    told = int.from_bytes(data[end + 10 : end + 12], "little")
    if data.find(END_MARK, directory) != end or told not in (count, _MANY):
        raise Refusal([fault("PK112", place, hints=("end",))])


def _entry(info: zipfile.ZipInfo, data: bytes, place: FileRef) -> Entry:
    """Return the entry of a member, having compared the directory with the header before the member."""
    at = info.header_offset
    if at < 0 or data[at : at + 4] != LOCAL_MARK or at + LOCAL.size > len(data):
        raise Refusal([fault("PK106", place, hints=("member",), member=shown(info.filename))])
    _, _, flags, method, _, _, crc, packed, size, named, more = LOCAL.unpack_from(data, at)
    name = data[at + LOCAL.size : at + LOCAL.size + named]
    same = [(method, info.compress_type), (flags & _ENCRYPTED, 0)]
    if not flags & _STREAMED:
        same += [(crc, info.CRC), (packed, info.compress_size), (size, info.file_size)]
    told = all(own in (other, 0, _UNKNOWN) for own, other in same[2:])
    if name not in _encoded(info.orig_filename) or not told or any(own != other for own, other in same[:2]):
        raise Refusal([fault("PK112", place, hints=("member",), member=shown(info.filename))])
    start = at + LOCAL.size + named + more
    if start + info.compress_size > len(data):
        raise Refusal([fault("PK106", place, hints=("member",), member=shown(info.filename))])
    kind = info.compress_type
    return Entry(info.filename, kind, info.CRC, info.file_size, start, info.compress_size, info.is_dir())


def _encoded(name: str) -> Iterable[bytes]:
    """Return the bytes that a name may have been read from: in UTF-8 or in the code page of DOS."""
    return name.encode("utf-8", "surrogatepass"), name.encode("cp437", "replace")


def _refuse_overlaps(
    found: Sequence[Entry], infos: Sequence[zipfile.ZipInfo], directory: int, place: FileRef
) -> None:
    """Refuse members that share bytes: a small file that is ever so much when it is unpacked."""
    spans = sorted((info.header_offset, each) for info, each in zip(infos, found, strict=True))
    begins = [*(begin for begin, _ in spans[1:]), directory]
    for (_, each), begin in zip(spans, begins, strict=True):
        if each.start + each.packed > begin:
            raise Refusal([fault("PK112", place, hints=("overlap",), member=shown(each.name))])
