import io

from PIL import Image


def test_a_browser_that_shows_a_pdf_finds_the_icon(client):
    answer = client.get("/favicon.ico")

    assert answer["Content-Type"] == "image/x-icon"
    assert "max-age=604800" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as icon:
        assert icon.size == (32, 32)
