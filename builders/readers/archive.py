"""Zip archives opened with care: a few kilobytes can unpack to many gigabytes."""

import zipfile
from io import BytesIO
from typing import Final

from ..errors import NoticeError

__all__ = ["open_zip"]

_MAX_UNPACKED: Final = 256 * 1024 * 1024
_MAX_MEMBERS: Final = 10_000


def open_zip(name: str, data: bytes) -> zipfile.ZipFile:
    """The archive in `data`, if it is sound and unpacks to a sane size.

    Raises:
        NoticeError: if it is damaged, protected by a password or far too large when unpacked.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise NoticeError(name, f"is a damaged Word, OFD or zip file ({error})", "get the file again") from None
    if any(m.flag_bits & 0x1 for m in members):
        raise NoticeError(name, "is protected by a password", "remove the password in the program that made it")
    # zipfile reads no more of a member than the size that its entry states.
    if len(members) > _MAX_MEMBERS or sum(m.file_size for m in members) > _MAX_UNPACKED:
        raise NoticeError(
            name, f"unpacks to more than {_MAX_UNPACKED >> 20} MB", "save the notice itself as .docx, .pdf or .txt"
        )
    return archive
