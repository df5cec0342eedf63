"""A network camera on loopback that shows one picture: real RTSP, real H.264, and it can freeze."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from tests import services
from tests.devices.faces.conftest import fitted

RATE = 15
CLOCK = 90_000  # ticks a second of RTP video
ENCODER = {"preset": "ultrafast", "tune": "zerolatency", "x264-params": "annexb=1:repeat-headers=1:keyint=15"}


class StreamsAbsent(services.Absent):
    """The packages that serve a test stream are not installed."""

    def __init__(self, reason: str) -> None:
        Exception.__init__(self, f"no RTSP test server: {reason} (PyPI rtsp-rs and av)")


class Camera:
    """Sends one still picture as live video until told to freeze."""

    def __init__(self, server, encoder, picture) -> None:
        self._server, self._encoder, self._picture = server, encoder, picture
        self.frozen, self._ending = threading.Event(), threading.Event()
        self.url = ""
        self._thread = threading.Thread(target=self._send, name="test-camera", daemon=True)

    def _send(self) -> None:
        while not self._ending.wait(1 / RATE):
            if self.frozen.is_set():
                continue
            for packet in self._encoder.encode(self._picture):
                self._server.send_frame(bytes(packet), CLOCK // RATE)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ending.set()
        self._thread.join()


@contextmanager
def running_camera(picture: np.ndarray) -> Iterator[Camera]:
    try:
        import av
        import rtsp
    except ImportError as missing:
        raise StreamsAbsent(str(missing)) from missing
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = 1280, 720, "yuv420p"
    encoder.framerate, encoder.options = RATE, ENCODER
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(fitted(picture, 1280, 720)), format="bgr24")
    port = services.free_port()
    server = rtsp.Server(f"127.0.0.1:{port}")
    server.start()
    camera = Camera(server, encoder, frame)
    camera.url = f"rtsp://127.0.0.1:{port}/stream"
    camera.start()
    try:
        yield camera
    finally:
        camera.stop()
        server.stop()
