"""A base delivery's CSV package as two data frames, residents and addresses. Run: python pandas_base.py <stem>.csv.zip"""

import sys
import zipfile

import pandas as pd


def table(package: zipfile.ZipFile, name: str) -> pd.DataFrame:
    """A file of the package, everything as text, empty fields as missing. Only empty ones: a person may be called Null, and NA is Namibia."""
    with package.open(name) as file:
        return pd.read_csv(file, sep=";", dtype="string", encoding="utf-8-sig", keep_default_na=False, na_values=[""])


def read_base(path: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    with zipfile.ZipFile(path) as package:
        persons = table(package, "henkilot.csv")
        call_names = table(package, "423_kutsumanimi.csv")
        permanent = table(package, "101_vakinainen_kotimainen_osoite.csv")
        temporary = table(package, "102_tilapainen_kotimainen_osoite.csv")
        postal = table(package, "103_kotimainen_postiosoite.csv")

    in_use = call_names[(call_names["nimilaji"] == "04") & (call_names["muutos"] == "1") & call_names["loppupv"].isna()]
    residents = persons.rename(columns={
        "henkilon_nimi_sukunimi": "sukunimi",
        "henkilon_nimi_etunimet": "etunimet",
        "sukupuoli_sukupuoli": "sukupuoli",
        "aidinkieli_kielikoodi": "aidinkieli",
        "kotikunta_kuntanumero": "kuntanumero",
        "kotikunta_muuttopv": "muuttopv",
    })[["henkilotunnus", "sukunimi", "etunimet", "sukupuoli", "aidinkieli", "kuntanumero", "muuttopv"]]
    residents = residents.merge(
        in_use.groupby("henkilotunnus", as_index=False)["nimi"].max().rename(columns={"nimi": "kutsumanimi"}), on="henkilotunnus", how="left")
    # Partial dates (2010-05) have no day: NaT. Asked for their length, as pandas before 2 takes them for the first of the month.
    residents["muuttopaiva"] = pd.to_datetime(residents["muuttopv"].where(residents["muuttopv"].str.len() == 10), format="%Y-%m-%d", errors="coerce")

    streets = pd.concat([permanent.assign(ryhma="101"), temporary.assign(ryhma="102")])
    flat = streets["huoneistonumero"].fillna("") + streets["jakokirjain"].fillna("")
    parts = [streets["katu_fi"].fillna(streets["katu_sv"]), streets["katunumero"], streets["porraskirjain"], flat]
    streets["osoite"] = pd.concat([part.fillna("") for part in parts], axis=1).agg(" ".join, axis=1).str.replace(r"\s+", " ", regex=True).str.strip()
    postal = postal.assign(ryhma="103", osoite=postal["osoite_fi"].fillna(postal["osoite_sv"]))
    addresses = pd.concat([streets, postal])
    # Attribute 0 repeats the best address: 1 alone is in force. Three asterisks are the mask of a non-disclosure order.
    addresses = addresses[(addresses["muutos"] == "1") & ~addresses["osoite"].fillna("").str.startswith("***")]
    return residents, addresses[["henkilotunnus", "ryhma", "osoite", "postinumero", "alkupv"]]


if __name__ == "__main__":
    people, places = read_base(sys.argv[1])
    print(f"{len(people)} residents, {len(places)} addresses")
    print(people.groupby("kuntanumero").size())
