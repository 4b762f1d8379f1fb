"""Anki's client against its own sync server: python anki_push.py FOLDER URL RECORDS PHOTOS PHOTO; prints seconds as JSON.

Runs in an environment of its own where `anki` is installed; nothing of the program is imported.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from anki.collection import AddNoteRequest, Collection

NOTE = "门口停着一辆白色轿车，车牌被布遮住。" * 6


def main(folder: Path, url: str, records: int, photos: int, size: int) -> None:
    """Uploads an empty collection, then measures the records, the photos and an exchange without news."""
    col = Collection(str(folder / "terminal.anki2"))
    auth = col.sync_login("u", "p", url)
    col.sync_collection(auth, False)
    col.close_for_full_sync()
    col.full_upload_or_download(auth=auth, server_usn=None, upload=True)
    col.reopen(after_full_sync=True)
    kind = col.models.by_name("Basic")
    requests = []
    for number in range(records):
        note = col.new_note(kind)
        note.fields = [f"{number} 无人", f"{number} {NOTE}"]
        requests.append(AddNoteRequest(note=note, deck_id=col.decks.id("Default")))
    col.add_notes(requests)
    begun = time.perf_counter()
    required = col.sync_collection(auth, False).required
    record_seconds = time.perf_counter() - begun
    for number in range(photos):
        col.media.write_data(f"photo-{number}.jpg", os.urandom(size))
    begun = time.perf_counter()
    col.sync_media(auth)
    while col.media_sync_status().active:
        time.sleep(0.005)
    photo_seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    col.sync_collection(auth, False)
    idle = time.perf_counter() - begun
    told = {
        "recordSeconds": record_seconds,
        "photoSeconds": photo_seconds,
        "idle": idle,
        "required": required,
    }
    print(json.dumps(told))
    col.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6]))
