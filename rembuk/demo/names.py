"""Invented people: names and numbers that belong to nobody."""

from datetime import date
from random import Random

MEN = (
    "Agus,Ahmad,Andi,Anwar,Ari,Arif,Bagus,Bambang,Basuki,Budi,Cahyo,Darmawan,Dedi,"
    "Didik,Dwi,Eko,Endro,Fajar,Faisal,Gatot,Gunawan,Hadi,Hari,Hartono,Hendra,Heru,"
    "Imam,Irfan,Iwan,Joko,Kardi,Karyo,Khoirul,Kuncoro,Lukman,Mahmud,Margono,Mujiono,"
    "Mulyadi,Nanang,Ngatimin,Nugroho,Nur,Pardi,Paryono,Prasetyo,Purwanto,Rahmat,Ridwan,"
    "Rizal,Rudi,Sabar,Samsul,Sapto,Sarjono,Sigit,Slamet,Sugeng,Suharto,Sukirno,Sumarno,"
    "Supri,Surya,Sutrisno,Suwito,Taufik,Teguh,Timbul,Tri,Untung,Wahyu,Warsito,Widodo,"
    "Wiyono,Yanto,Yudi,Yusuf,Zaenal"
)
WOMEN = (
    "Aminah,Ani,Anisa,Asih,Astuti,Atun,Ayu,Binti,Darsih,Desi,Devi,Dewi,Dian,Diah,Eka,"
    "Endang,Erna,Eni,Fatimah,Fitri,Hartini,Hesti,Ida,Ika,Indah,Indri,Ira,Isna,Kartika,"
    "Khotimah,Kusmiati,Laila,Lestari,Lia,Lilis,Lina,Maryati,Mei,Mulyani,Murni,Nani,"
    "Nining,Novi,Nur,Nurul,Partini,Puji,Purwanti,Rahma,Ratih,Ratna,Retno,Rini,Rina,"
    "Rohmah,Rukmini,Sari,Septi,Siti,Solikhah,Sri,Suharti,Sulastri,Sumarni,Suparmi,Susi,"
    "Tari,Titik,Tri,Tuti,Umi,Uswatun,Wahyuni,Warti,Wati,Widya,Wiwik,Yanti,Yuli,Yuni"
)
MEN_SECOND = (
    "Santoso,Wibowo,Setiawan,Hidayat,Saputra,Kurniawan,Riyadi,Susilo,Purnomo,Utomo,"
    "Haryanto,Priyono,Maryanto,Subekti,Raharjo,Sugiarto,Handoko,Firmansyah,Nurdin,"
    "Suryanto,Rohman,Waluyo,Subagyo,Mustofa,Iskandar,Suprapto"
)
WOMEN_SECOND = (
    "Lestari,Rahayu,Wulandari,Handayani,Puspitasari,Utami,Kurniasih,Rahmawati,Ningsih,"
    "Susanti,Hidayati,Anggraeni,Pertiwi,Setyowati,Purnamasari,Maryam,Wijayanti,Safitri,"
    "Mulyasari,Indrawati,Yuliana,Kusumawati,Widyastuti,Nuraini,Fitriani,Hastuti"
)
BOYS = (
    "Adam,Aditya,Alfan,Alfin,Arkan,Arsya,Azka,Bagas,Bima,Daffa,Danis,Dimas,Farel,Farhan,"
    "Fatih,Galih,Gibran,Hafiz,Ihsan,Ilham,Jati,Kenzo,Langit,Naufal,Nizam,Rafa,Raka,"
    "Rangga,Rasya,Reza,Rizki,Satria,Wisnu,Yoga,Zafran,Zidan"
)
GIRLS = (
    "Adelia,Aisyah,Alya,Amira,Anindya,Aqila,Arumi,Azzahra,Bilqis,Cahaya,Citra,Dinda,"
    "Elsa,Fitria,Gendis,Hana,Hasna,Intan,Kayla,Keisha,Khanza,Laras,Maira,Mutia,Nabila,"
    "Nadia,Naila,Putri,Qonita,Rania,Salma,Sekar,Shafira,Syifa,Tiara,Zahra"
)
BOYS_SECOND = (
    "Pratama,Ramadhan,Saputra,Al Farizi,Nugraha,Maulana,Prasetya,Hidayat,Kurniawan,"
    "Wijaya,Permana,Firdaus,Mahendra,Santosa,Abdillah,Setiawan"
)
GIRLS_SECOND = (
    "Putri,Ramadhani,Salsabila,Maharani,Azzahra,Khairunnisa,Lestari,Humaira,Anggraini,"
    "Nur Aini,Kirana,Safira,Larasati,Zahira,Paramitha,Oktaviani"
)

PARTS = {
    who: [names.split(",") for names in (first, second)]
    for who, first, second in (
        (("adult", "L"), MEN, MEN_SECOND),
        (("adult", "P"), WOMEN, WOMEN_SECOND),
        (("child", "L"), BOYS, BOYS_SECOND),
        (("child", "P"), GIRLS, GIRLS_SECOND),
    )
}


class Names:
    """Gives names and numbers, none of them twice in a village."""

    def __init__(self, dice: Random, village_code: str):
        self.dice = dice
        self.code = village_code
        self.given: set[str] = set()
        self.serial = 0

    def adult(self, sex: str) -> str:
        return self._new("adult", sex)

    def child(self, sex: str) -> str:
        return self._new("child", sex)

    def nik(self, born_on: date, sex: str) -> str:
        """Sixteen digits in the right shape: the kecamatan they name does not exist."""
        day = born_on.day + (40 if sex == "P" else 0)
        return f"{self.code[:6]}{day:02}{born_on:%m%y}{self._number():04}"

    def kk(self, made_on: date) -> str:
        return f"{self.code[:6]}{made_on:%d%m%y}{self._number():04}"

    def _new(self, age: str, sex: str) -> str:
        first, second = PARTS[age, sex]
        name = ""
        while not name or name in self.given or len(set(name.split())) < 2:
            name = f"{self.dice.choice(first)} {self.dice.choice(second)}"
        self.given.add(name)
        return name

    def _number(self) -> int:
        # Villages of the demo take turns, so that no number is given twice in it.
        self.serial += 1
        return self.serial * 10 + int(self.code[-1])
