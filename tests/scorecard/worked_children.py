"""Ten children judged by hand for TW1 2024 (see worked_targets)."""

from decimal import Decimal

from tests.scorecard.worked_rows import (
    Worked,
    change,
    child,
    child_seen,
    home,
    on,
)

CHILDREN = [
    Worked(
        "anak",
        "c01",
        "Born two days before the quarter's end, daughter of m07",
        [
            child(
                "c01",
                "h07",
                on("2024-03-29"),
                tanggal_lahir=on("2024-03-29"),
                id_ibu="m07",
                berat_lahir_kg=Decimal("3.0"),
            ),
        ],
        """
        imunisasi TS no record in the month of registration: no active month
        timbang TS no active month
        ukur TS no active month
        konseling_anak TS no active month; nothing is inherited
        kunjungan_anak TS no status yet
        air_anak T the household's, nothing stated
        jamban_anak Y the household's
        akta TS two days old
        jaminan_anak T nothing stated; the mother's is not his
        pengasuhan TS no active month
        """,
    ),
    Worked(
        "anak",
        "c02",
        "Born on 31 January, sixty days old on 31 March",
        [
            home("h11", on("2024-01-02"), air_aman="v", jamban_layak="v"),
            child(
                "c02",
                "h11",
                on("2024-02-02"),
                tanggal_lahir=on("2024-01-31"),
                panjang_lahir_cm=Decimal("48.5"),
                jaminan_kesehatan="v",
            ),
            child_seen(
                "c02",
                on("2024-02-29"),
                v="imunisasi_dasar konseling_ibu",
                x="penimbangan",
                berat_kg=Decimal("4.1"),
            ),
            child_seen(
                "c02",
                on("2024-03-01"),
                v="penimbangan konseling_ayah konseling_ibu pengasuhan",
            ),
        ],
        """
        imunisasi Y the newest statement is a v of this quarter; campak not yet asked
        timbang Y a kg counts in February whatever the tick; January came before him
        ukur Y the length at birth lies within the six months
        konseling_anak Y mother in February, both in March
        kunjungan_anak TS no status ever stated
        air_anak Y registration
        jamban_anak Y registration
        akta T sixty days are over, nothing stated
        jaminan_anak Y registration
        pengasuhan T not in February
        """,
    ),
    Worked(
        "anak",
        "c03",
        "Born and registered on 10 February; the birth weight is a weighing",
        [
            home("h12", on("2024-01-02"), air_aman="v", jamban_layak="v"),
            child(
                "c03",
                "h12",
                on("2024-02-10"),
                tanggal_lahir=on("2024-02-10"),
                berat_lahir_kg=Decimal("2.9"),
                akta_lahir="v",
            ),
            child_seen("c03", on("2024-02-12"), x="imunisasi_dasar"),
            child_seen(
                "c03",
                on("2024-03-12"),
                v="imunisasi_dasar penimbangan pengasuhan jaminan_kesehatan",
                status_gizi="S",
            ),
        ],
        """
        imunisasi Y the v of March is newer than the x of February
        timbang Y birth weight in February, tick in March
        ukur T no length at birth, never measured
        konseling_anak T neither parent
        kunjungan_anak TS stunting first found in March
        air_anak Y registration
        jamban_anak Y registration
        akta TS fifty days old: not due, though he has one
        jaminan_anak Y record of March
        pengasuhan T not in February
        """,
    ),
    Worked(
        "anak",
        "c04",
        "Ten months on the quarter's last day, born on a 31st; campak x",
        [
            home("h13", on("2023-06-01"), air_aman="v", jamban_layak="v"),
            child("c04", "h13", on("2023-06-01"), tanggal_lahir=on("2023-05-31")),
            child_seen(
                "c04",
                on("2024-01-15"),
                v="imunisasi_dasar penimbangan konseling_ayah pengasuhan",
            ),
            child_seen(
                "c04",
                on("2024-02-15"),
                v="imunisasi_dasar konseling_ibu pengasuhan",
                x="campak",
                berat_kg=Decimal("8.2"),
                tinggi_cm=Decimal("70.5"),
            ),
            child_seen(
                "c04",
                on("2024-03-15"),
                v="imunisasi_dasar penimbangan konseling_ibu pengasuhan akta_lahir",
            ),
        ],
        """
        imunisasi T campak is asked from ten months on; an x is an x
        timbang Y tick, kg, tick
        ukur Y a cm in February
        konseling_anak Y father, mother, mother
        kunjungan_anak TS no status ever stated
        air_anak Y registration
        jamban_anak Y registration
        akta Y record of March
        jaminan_anak T nothing stated
        pengasuhan Y all three months
        """,
        mid="""
        imunisasi Y eight months old: campak is not yet asked
        timbang Y January, and February, which has a record
        ukur Y a cm in February
        konseling_anak Y father, mother
        kunjungan_anak TS no status ever stated
        air_anak Y registration
        jamban_anak Y registration
        akta T 60 days are over; the record of March is not yet known
        jaminan_anak T nothing stated
        pengasuhan Y both months
        """,
    ),
    Worked(
        "anak",
        "c05",
        "Fifteen months, complete in November, not visited since",
        [
            home("h14", on("2023-01-02"), air_aman="v"),
            child(
                "c05",
                "h14",
                on("2023-01-02"),
                tanggal_lahir=on("2022-12-15"),
                akta_lahir="v",
                jaminan_kesehatan="v",
            ),
            child_seen("c05", on("2023-10-10"), v="campak pengukuran"),
            child_seen(
                "c05",
                on("2023-11-20"),
                v="imunisasi_dasar",
                x="akta_lahir",
                status_gizi="GK",
            ),
        ],
        """
        imunisasi Y stated at eleven months, campak in October
        timbang T three months without a record
        ukur Y October is the first of the six months that end with March
        konseling_anak T three months without a record
        kunjungan_anak T at risk in all three, never visited
        air_anak Y registration
        jamban_anak T nothing stated
        akta T the x of November is newer
        jaminan_anak Y registration
        pengasuhan T three months without a record
        """,
    ),
    Worked(
        "anak",
        "c06",
        "Stunting found in January, visited in February and March",
        [
            home("h15", on("2023-01-02")),
            child("c06", "h15", on("2023-04-03"), tanggal_lahir=on("2023-04-02")),
            change("anak", "c06", on("2024-01-08"), "akta_lahir", "x"),
            child_seen(
                "c06",
                on("2024-01-08"),
                v="konseling_ayah imunisasi_dasar campak akta_lahir",
                x="konseling_ibu",
                status_gizi="GK+S",
            ),
            child_seen(
                "c06",
                on("2024-02-08"),
                v="konseling_ibu kunjungan_rumah penimbangan",
            ),
            child_seen(
                "c06",
                on("2024-03-08"),
                v="konseling_ibu konseling_ayah kunjungan_rumah jamban",
                x="imunisasi_dasar",
                status_gizi="N",
                tikar="H",
            ),
        ],
        """
        imunisasi T the newest statement, of March, is an x
        timbang T only in February
        ukur T never measured
        konseling_anak Y father, mother, both
        kunjungan_anak Y February and March began at risk
        air_anak T nothing stated
        jamban_anak Y record of March
        akta Y of one day the record wins over the change
        jaminan_anak T nothing stated
        pengasuhan T never
        """,
        mid="""
        imunisasi Y the v of January stands; ten months old, campak v
        timbang T not in January
        ukur T never measured
        konseling_anak Y father, mother
        kunjungan_anak Y only February began at risk
        air_anak T nothing stated
        jamban_anak T the record of March is not yet known
        akta Y of one day the record wins over the change
        jaminan_anak T nothing stated
        pengasuhan T never
        """,
    ),
    Worked(
        "anak",
        "c07",
        "A day before two years; old statements only",
        [
            home("h16", on("2022-05-02"), air_aman="v", jamban_layak="v"),
            child(
                "c07",
                "h16",
                on("2022-05-02"),
                tanggal_lahir=on("2022-04-01"),
                akta_lahir="v",
                jaminan_kesehatan="v",
            ),
            child_seen("c07", on("2023-01-31"), v="imunisasi_dasar"),
            child_seen("c07", on("2023-09-30"), v="campak", tinggi_cm=Decimal("80.5")),
            child_seen("c07", on("2024-01-09"), v="penimbangan pengasuhan"),
            child_seen("c07", on("2024-02-09"), v="penimbangan pengasuhan"),
            child_seen("c07", on("2024-03-09"), v="penimbangan pengasuhan"),
        ],
        """
        imunisasi T stated at nine months, neither complete nor of this quarter
        timbang Y all three months
        ukur T September lies before the six months
        konseling_anak T neither parent
        kunjungan_anak TS no status ever stated
        air_anak Y registration
        jamban_anak Y registration
        akta Y registration
        jaminan_anak Y registration
        pengasuhan Y all three months
        """,
    ),
    Worked(
        "anak",
        "c08",
        "A twin whose record contradicts her brother's",
        [
            home("h17", on("2023-12-01"), air_aman="v", jamban_layak="v"),
            child(
                "c08",
                "h17",
                on("2024-02-05"),
                tanggal_lahir=on("2023-12-30"),
                akta_lahir="x",
            ),
            change("rumah_tangga", "h17", on("2024-03-05"), "jamban_layak", "x"),
            change("anak", "c08", on("2024-02-05"), "akta_lahir", "v"),
            change("anak", "c08", on("2024-03-06"), "jaminan_kesehatan", "v"),
            child_seen(
                "c08",
                on("2024-03-05"),
                v="air_bersih jamban konseling_ibu penimbangan",
                x="jaminan_kesehatan",
            ),
        ],
        """
        imunisasi T nothing stated
        timbang Y March; February is the month of registration, without a record
        ukur T never measured
        konseling_anak Y in March, the only active month
        kunjungan_anak TS no status ever stated
        air_anak T two records of one day disagree: the x
        jamban_anak Y the record, though a change of that day says x
        akta Y of one day the change wins over the registration
        jaminan_anak Y the change is a day newer than the record
        pengasuhan T not in March
        """,
    ),
    Worked(
        "anak",
        "c09",
        "Her twin brother, whose one tick in March is about the water",
        [
            child(
                "c09",
                "h17",
                on("2024-03-01"),
                tanggal_lahir=on("2023-12-30"),
                panjang_lahir_cm=Decimal("47.0"),
            ),
            child_seen("c09", on("2024-03-05"), x="air_bersih"),
        ],
        """
        imunisasi T nothing stated
        timbang T an x anywhere makes March active
        ukur Y the length at birth, in December, lies within the six months
        konseling_anak T not in March
        kunjungan_anak TS no status ever stated
        air_anak T members of one household agree
        jamban_anak Y his sister's record says so
        akta T nothing stated
        jaminan_anak T nothing stated
        pengasuhan T not in March
        """,
    ),
    Worked(
        "anak",
        "c10",
        "Registered in March, with a record that states no service",
        [
            home("h18", on("2023-03-02"), air_aman="v", jamban_layak="v"),
            child(
                "c10",
                "h18",
                on("2024-03-02"),
                tanggal_lahir=on("2023-08-15"),
                jaminan_kesehatan="x",
            ),
            child_seen("c10", on("2024-03-09"), x="edema", status_gizi="GB", tikar="M"),
        ],
        """
        imunisasi TS edema, status and mat make no month active
        timbang TS no active month
        ukur TS no active month
        konseling_anak TS no active month
        kunjungan_anak TS no active month, and found only now
        air_anak Y registration
        jamban_anak Y registration
        akta T nothing stated
        jaminan_anak T an x
        pengasuhan TS no active month
        """,
    ),
]
