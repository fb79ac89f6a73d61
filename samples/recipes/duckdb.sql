-- A base delivery's CSV package, unpacked into the folder base, as two tables. Run: duckdb residents.duckdb < duckdb.sql

CREATE OR REPLACE TABLE residents AS
SELECT h.henkilotunnus,
       h.henkilon_nimi_sukunimi AS sukunimi,
       h.henkilon_nimi_etunimet AS etunimet,
       k.nimi AS kutsumanimi,
       h.sukupuoli_sukupuoli AS sukupuoli,
       h.aidinkieli_kielikoodi AS aidinkieli,
       h.kotikunta_kuntanumero AS kuntanumero,
       h.kotikunta_muuttopv AS muuttopv,
       -- Partial dates (2010-05) have no day: NULL.
       try_cast(h.kotikunta_muuttopv AS DATE) AS muuttopaiva
FROM read_csv('base/henkilot.csv', delim = ';', header = true, all_varchar = true) h
LEFT JOIN (
    SELECT henkilotunnus, max(nimi) AS nimi
    FROM read_csv('base/423_kutsumanimi.csv', delim = ';', header = true, all_varchar = true)
    WHERE nimilaji = '04' AND muutos = '1' AND loppupv IS NULL
    GROUP BY henkilotunnus
) k ON k.henkilotunnus = h.henkilotunnus;

-- Attribute 0 repeats the best address: 1 alone is in force.
CREATE OR REPLACE TABLE addresses AS
SELECT henkilotunnus, '101' AS ryhma, concat_ws(' ', coalesce(katu_fi, katu_sv), katunumero, porraskirjain, nullif(concat(huoneistonumero, jakokirjain), '')) AS osoite, postinumero, alkupv
FROM read_csv('base/101_vakinainen_kotimainen_osoite.csv', delim = ';', header = true, all_varchar = true)
WHERE muutos = '1' AND coalesce(katu_fi, '') NOT LIKE '***%'
UNION ALL
SELECT henkilotunnus, '102', concat_ws(' ', coalesce(katu_fi, katu_sv), katunumero, porraskirjain, nullif(concat(huoneistonumero, jakokirjain), '')), postinumero, alkupv
FROM read_csv('base/102_tilapainen_kotimainen_osoite.csv', delim = ';', header = true, all_varchar = true)
WHERE muutos = '1'
UNION ALL
SELECT henkilotunnus, '103', coalesce(osoite_fi, osoite_sv), postinumero, alkupv
FROM read_csv('base/103_kotimainen_postiosoite.csv', delim = ';', header = true, all_varchar = true)
WHERE muutos = '1';
