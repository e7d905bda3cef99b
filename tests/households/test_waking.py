import threading

from households.waking import Bell


def test_a_single_save_wakes_at_once():
    rung = []
    Bell(lambda: rung.append(threading.current_thread())).pull()
    assert rung == [threading.current_thread()]


def test_a_rush_wakes_once_more_at_its_end_and_loses_nothing():
    rung, done = [], threading.Event()

    def ring():
        rung.append(1)
        if len(rung) == 2:
            done.set()

    bell = Bell(ring, pause=0.05)
    for _ in range(100):
        bell.pull()
    assert done.wait(10)
    assert len(rung) == 2


def test_after_the_pause_it_rings_at_once_again():
    rung = []
    bell = Bell(lambda: rung.append(threading.current_thread()), pause=0)
    bell.pull()
    bell.pull()
    assert rung == [threading.current_thread()] * 2
