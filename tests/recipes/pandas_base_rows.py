"""Runs the pandas recipe and prints its two data frames as JSON rows: python pandas_base_rows.py RECIPE PACKAGE"""

import json
import runpy
import sys

residents, addresses = runpy.run_path(sys.argv[1])["read_base"](sys.argv[2])
json.dump(
    {
        "residents": residents[["henkilotunnus", "sukunimi", "etunimet", "kutsumanimi", "sukupuoli", "aidinkieli", "kuntanumero", "muuttopv"]].fillna("").values.tolist(),
        "addresses": addresses[["henkilotunnus", "ryhma", "osoite", "postinumero", "alkupv"]].fillna("").values.tolist(),
        "wholeDates": int(residents["muuttopaiva"].notna().sum()),
    },
    sys.stdout,
)
