"""Which chart of a child is drawn, and how to reach the others."""

from households.growth_chart import Index, chart
from households.weight_gain import SOURCE

SHORT = {
    Index.LENGTH: "Panjang/tinggi",
    Index.WEIGHT: "Berat",
    Index.WEIGHT_FOR_LENGTH: "Berat menurut panjang",
    Index.BMI: "IMT",
}


def chart_context(request, story, url):
    """What `households/growth_chart.html` draws: ?grafik= names one of the four."""
    asked = request.GET.get("grafik", Index.LENGTH)
    index = Index(asked) if asked in list(Index) else Index.LENGTH
    return {
        "story": story,
        "chart": chart(index, story.child.sex, story.measured),
        "choices": [
            {
                "label": SHORT[one],
                "url": f"{url}?grafik={one}#grafik",
                "is_current": one is index,
            }
            for one in Index
        ],
        "gain_source": SOURCE,
    }
