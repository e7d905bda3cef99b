"""One invented kecamatan to look at and to practise with.

places, names, growing, families and visits make up each village's workbook from
plain values; accounts opens the logins; story tells the quarters and the rembuk.
"""
