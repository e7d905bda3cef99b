"""Ten pregnancies judged by hand for TW1 2024 (see worked_targets)."""

from tests.scorecard.worked_rows import (
    Worked,
    change,
    home,
    mother,
    mother_seen,
    on,
)

MOTHERS = [
    Worked(
        "ibu",
        "m01",
        "Normal, in her 26th week, one check in three months",
        [
            home("h01", on("2023-10-02"), air_aman="v", jamban_layak="x"),
            mother("m01", "h01", on("2023-12-04"), hpl=on("2024-07-01")),
            change("ibu_hamil", "m01", on("2024-02-01"), "jaminan_kesehatan", "v"),
            mother_seen(
                "m01",
                on("2024-01-31"),
                v="pemeriksaan_kehamilan pil_fe",
                status_kehamilan="N",
            ),
            mother_seen("m01", on("2024-02-29"), v="pil_fe jamban"),
            mother_seen("m01", on("2024-03-31"), v="pil_fe", x="konseling_gizi"),
        ],
        """
        anc Y 92 days before HPL: week 26, the second trimester, once is enough
        fe Y a v in January, February and March
        nifas TS still pregnant
        kelas_ibu T never came; an x and two blanks
        kunjungan_ibu TS a normal pregnancy is owed no visit at home
        air_ibu Y the registration of October still stands
        jamban_ibu Y the record of February is newer than the registration
        jaminan_ibu Y the change of February; nothing was stated before
        """,
    ),
    Worked(
        "ibu",
        "m02",
        "Week 28 to the day: the third trimester asks for two",
        [
            home("h02", on("2023-10-02"), air_aman="x"),
            mother(
                "m02",
                "h02",
                on("2023-12-20"),
                hpl=on("2024-06-23"),
                jaminan_kesehatan="v",
            ),
            mother_seen(
                "m02",
                on("2024-01-05"),
                v="pemeriksaan_kehamilan konseling_gizi pil_fe",
                x="jaminan_kesehatan",
            ),
            mother_seen("m02", on("2024-02-05"), v="konseling_gizi", jumlah_pil_fe=30),
            mother_seen("m02", on("2024-03-05"), x="pil_fe", jumlah_pil_fe=30),
        ],
        """
        anc T 84 days before HPL: week 28; two are needed, one was had
        fe T 30 pills make February's blank a v, but not March's x
        nifas TS still pregnant
        kelas_ibu Y January and February are two
        kunjungan_ibu TS no status was ever stated
        air_ibu T x at registration, nothing newer
        jamban_ibu T never stated: silence is not a latrine
        jaminan_ibu T the x of January is newer than the registration
        """,
    ),
    Worked(
        "ibu",
        "m03",
        "A day short of week 28; KEK found in January",
        [
            home("h03", on("2023-12-01"), air_aman="v", jamban_layak="v"),
            mother("m03", "h03", on("2023-12-01"), hpl=on("2024-06-24")),
            change("rumah_tangga", "h03", on("2024-03-10"), "air_aman", "x"),
            mother_seen("m03", on("2024-01-15"), v="pil_fe", status_kehamilan="K"),
            mother_seen("m03", on("2024-02-15"), v="kunjungan_rumah pil_fe"),
            mother_seen(
                "m03",
                on("2024-03-10"),
                v="kunjungan_rumah pemeriksaan_kehamilan air_bersih",
                status_kehamilan="K",
            ),
        ],
        """
        anc Y 85 days before HPL: week 27; once is enough
        fe T no v in March
        nifas TS still pregnant
        kelas_ibu T none in three months
        kunjungan_ibu Y at risk when February and March began, visited in both
        air_ibu Y of one day the record wins over the change
        jamban_ibu Y registration
        jaminan_ibu T never stated
        """,
        mid="""
        anc T week 22; none in January or February
        fe Y January, and February, which has a record
        nifas TS still pregnant
        kelas_ibu T none
        kunjungan_ibu Y only February began at risk
        air_ibu Y the change of March is not yet known
        jamban_ibu Y registration
        jaminan_ibu T never stated
        """,
    ),
    Worked(
        "ibu",
        "m04",
        "Risti in December, normal again in February, one visit missed",
        [
            home("h04", on("2023-11-01"), air_aman="v", jamban_layak="v"),
            mother(
                "m04",
                "h04",
                on("2023-11-01"),
                hpl=on("2024-07-30"),
                jaminan_kesehatan="x",
            ),
            change("ibu_hamil", "m04", on("2023-11-01"), "jaminan_kesehatan", "v"),
            mother_seen("m04", on("2023-12-31"), status_kehamilan="R"),
            mother_seen("m04", on("2024-01-20"), v="kunjungan_rumah pil_fe"),
            mother_seen("m04", on("2024-02-01"), v="pil_fe", status_kehamilan="N"),
        ],
        """
        anc T no check in three months
        fe T no record in March is not received
        nifas TS still pregnant
        kelas_ibu T none
        kunjungan_ibu T February began at risk and had no visit; March did not
        air_ibu Y registration
        jamban_ibu Y registration
        jaminan_ibu Y of one day the change wins over the registration
        """,
    ),
    Worked(
        "ibu",
        "m05",
        "Known since March only, after a miscarriage in November",
        [
            home("h05", on("2023-09-01"), jamban_layak="v"),
            mother(
                "m05-dulu",
                "h05",
                on("2023-09-01"),
                hpl=on("2024-04-20"),
                id_orang="w05",
                jaminan_kesehatan="v",
                tanggal_melahirkan=on("2023-11-10"),
                hasil="keguguran",
            ),
            mother_seen(
                "m05-dulu", on("2023-10-10"), v="air_bersih", status_kehamilan="K"
            ),
            mother(
                "m05", "h05", on("2024-03-15"), hpl=on("2024-10-30"), id_orang="w05"
            ),
        ],
        """
        anc TS March is the month of registration and has no record
        fe TS no active month
        nifas TS still pregnant, and a miscarriage has no childbed
        kelas_ibu TS no active month
        kunjungan_ibu TS the earlier pregnancy's KEK is not this one's
        air_ibu Y what the earlier record said about the household stays true
        jamban_ibu Y registration of the household
        jaminan_ibu T the earlier pregnancy states nothing about this one
        """,
    ),
    Worked(
        "ibu",
        "m06",
        "Registered and first visited in March, near her time, KEK",
        [
            home("h06", on("2024-03-15"), air_aman="v", jamban_layak="v"),
            mother("m06", "h06", on("2024-03-15"), hpl=on("2024-04-10")),
            mother_seen(
                "m06",
                on("2024-03-20"),
                v="pemeriksaan_kehamilan",
                x="pil_fe jaminan_kesehatan",
                status_kehamilan="K",
            ),
        ],
        """
        anc Y only one active month: two are cut to one
        fe T not in March
        nifas TS still pregnant
        kelas_ibu T not in March
        kunjungan_ibu TS the month of the finding is not yet a risk month
        air_ibu Y registration
        jamban_ibu Y registration
        jaminan_ibu T an x
        """,
    ),
    Worked(
        "ibu",
        "m07",
        "Delivered two days before the quarter's end",
        [
            home("h07", on("2023-10-10"), jamban_layak="v"),
            mother(
                "m07",
                "h07",
                on("2023-10-10"),
                hpl=on("2024-04-05"),
                tanggal_melahirkan=on("2024-03-29"),
                hasil="lahir hidup",
                jaminan_kesehatan="v",
            ),
            mother_seen("m07", on("2024-01-10"), status_kehamilan="R"),
            mother_seen("m07", on("2024-02-10"), x="kunjungan_rumah"),
            mother_seen("m07", on("2024-03-30"), nifas=1),
        ],
        """
        anc TS judged as bersalin alone
        fe TS judged as bersalin alone
        nifas Y day 2: one visit is due and was made
        kelas_ibu TS judged as bersalin alone
        kunjungan_ibu TS what was missed before shows in the earlier quarter
        air_ibu T nothing stated
        jamban_ibu Y registration
        jaminan_ibu Y registration
        """,
        mid="""
        anc T week 33: two needed, January and February have none
        fe T none
        nifas TS not delivered by the as-of date
        kelas_ibu T none
        kunjungan_ibu T February began at risk, its record says x
        air_ibu T nothing stated
        jamban_ibu Y registration
        jaminan_ibu Y registration
        """,
    ),
    Worked(
        "ibu",
        "m08",
        "Delivered 42 days before the quarter's end, two visits",
        [
            home("h08", on("2023-10-10"), air_aman="v", jamban_layak="x"),
            mother(
                "m08",
                "h08",
                on("2023-10-10"),
                hpl=on("2024-02-20"),
                tanggal_melahirkan=on("2024-02-18"),
            ),
            change("rumah_tangga", "h08", on("2024-03-31"), "jamban_layak", "v"),
            mother_seen("m08", on("2024-02-19"), v="jaminan_kesehatan", nifas=1),
            mother_seen("m08", on("2024-03-31"), nifas=1),
        ],
        """
        anc TS judged as bersalin alone
        fe TS judged as bersalin alone
        nifas T from day 28 on three visits, two were made
        kelas_ibu TS judged as bersalin alone
        kunjungan_ibu TS judged as bersalin alone
        air_ibu Y registration
        jamban_ibu Y changed on the last day
        jaminan_ibu Y record of February
        """,
        mid="""
        anc TS judged as bersalin alone
        fe TS judged as bersalin alone
        nifas Y day 2: one visit is due and was made
        kelas_ibu TS judged as bersalin alone
        kunjungan_ibu TS judged as bersalin alone
        air_ibu Y registration
        jamban_ibu T the change of March is not yet known
        jaminan_ibu Y record of February
        """,
    ),
    Worked(
        "ibu",
        "m09",
        "Stillbirth whose 42nd day is the quarter's first",
        [
            home("h09", on("2023-08-01"), air_aman="v", jamban_layak="v"),
            mother(
                "m09",
                "h09",
                on("2023-08-01"),
                hpl=on("2023-12-10"),
                tanggal_melahirkan=on("2023-11-20"),
                hasil="lahir mati",
            ),
            mother_seen("m09", on("2023-12-05"), nifas=2),
            mother_seen("m09", on("2024-01-25"), x="jaminan_kesehatan", nifas=0),
            mother_seen("m09", on("2024-02-02"), nifas=3),
        ],
        """
        anc TS judged as bersalin alone
        fe TS judged as bersalin alone
        nifas T two until January, the month of day 42; February's come too late
        kelas_ibu TS judged as bersalin alone
        kunjungan_ibu TS judged as bersalin alone
        air_ibu Y registration
        jamban_ibu Y registration
        jaminan_ibu T an x
        """,
    ),
    Worked(
        "ibu",
        "m10",
        "Delivered in December, known from February on",
        [
            home("h10", on("2024-02-02"), air_aman="v"),
            mother(
                "m10",
                "h10",
                on("2024-02-02"),
                hpl=on("2023-12-01"),
                tanggal_melahirkan=on("2023-12-05"),
                jaminan_kesehatan="v",
            ),
        ],
        """
        anc TS judged as bersalin alone
        fe TS judged as bersalin alone
        nifas TS registered after the month of the 42nd day (16 January)
        kelas_ibu TS judged as bersalin alone
        kunjungan_ibu TS judged as bersalin alone
        air_ibu Y registration
        jamban_ibu T nothing stated
        jaminan_ibu Y registration
        """,
    ),
]
