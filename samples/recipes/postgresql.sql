-- A base delivery's CSV package, unpacked into the folder base, as tables. Run: psql -d mydatabase -f postgresql.sql
-- The columns of the files follow the product: they are read from each file's first line, without its byte order mark. Needs head, tr and sed beside psql.
\set ON_ERROR_STOP on
BEGIN;
CREATE SCHEMA IF NOT EXISTS vtj;
DROP TABLE IF EXISTS vtj.residents, vtj.addresses, vtj.henkilot, vtj.kutsumanimi, vtj.vakinainen, vtj.tilapainen, vtj.posti;

\set columns `head -n 1 base/henkilot.csv | tr -d '\357\273\277\r' | sed 's/;/ text, /g; s/$/ text/'`
CREATE TABLE vtj.henkilot (:columns);
\copy vtj.henkilot FROM 'base/henkilot.csv' WITH (FORMAT csv, HEADER true, DELIMITER ';', ENCODING 'UTF8')

\set columns `head -n 1 base/423_kutsumanimi.csv | tr -d '\357\273\277\r' | sed 's/;/ text, /g; s/$/ text/'`
CREATE TABLE vtj.kutsumanimi (:columns);
\copy vtj.kutsumanimi FROM 'base/423_kutsumanimi.csv' WITH (FORMAT csv, HEADER true, DELIMITER ';', ENCODING 'UTF8')

\set columns `head -n 1 base/101_vakinainen_kotimainen_osoite.csv | tr -d '\357\273\277\r' | sed 's/;/ text, /g; s/$/ text/'`
CREATE TABLE vtj.vakinainen (:columns);
\copy vtj.vakinainen FROM 'base/101_vakinainen_kotimainen_osoite.csv' WITH (FORMAT csv, HEADER true, DELIMITER ';', ENCODING 'UTF8')

\set columns `head -n 1 base/102_tilapainen_kotimainen_osoite.csv | tr -d '\357\273\277\r' | sed 's/;/ text, /g; s/$/ text/'`
CREATE TABLE vtj.tilapainen (:columns);
\copy vtj.tilapainen FROM 'base/102_tilapainen_kotimainen_osoite.csv' WITH (FORMAT csv, HEADER true, DELIMITER ';', ENCODING 'UTF8')

\set columns `head -n 1 base/103_kotimainen_postiosoite.csv | tr -d '\357\273\277\r' | sed 's/;/ text, /g; s/$/ text/'`
CREATE TABLE vtj.posti (:columns);
\copy vtj.posti FROM 'base/103_kotimainen_postiosoite.csv' WITH (FORMAT csv, HEADER true, DELIMITER ';', ENCODING 'UTF8')

CREATE TABLE vtj.residents AS
SELECT h.henkilotunnus,
       h.henkilon_nimi_sukunimi AS sukunimi,
       h.henkilon_nimi_etunimet AS etunimet,
       k.nimi AS kutsumanimi,
       h.sukupuoli_sukupuoli AS sukupuoli,
       h.aidinkieli_kielikoodi AS aidinkieli,
       h.kotikunta_kuntanumero AS kuntanumero,
       h.kotikunta_muuttopv AS muuttopv,
       -- Partial dates (2010-05) have no day: NULL.
       CASE WHEN length(h.kotikunta_muuttopv) = 10 THEN h.kotikunta_muuttopv::date END AS muuttopaiva
FROM vtj.henkilot h
LEFT JOIN (
    SELECT henkilotunnus, max(nimi) AS nimi FROM vtj.kutsumanimi WHERE nimilaji = '04' AND muutos = '1' AND loppupv IS NULL GROUP BY henkilotunnus
) k ON k.henkilotunnus = h.henkilotunnus;
ALTER TABLE vtj.residents ADD PRIMARY KEY (henkilotunnus);

-- Attribute 0 repeats the best address: 1 alone is in force.
CREATE TABLE vtj.addresses AS
SELECT henkilotunnus, '101' AS ryhma, concat_ws(' ', coalesce(katu_fi, katu_sv), katunumero, porraskirjain, nullif(concat(huoneistonumero, jakokirjain), '')) AS osoite, postinumero, alkupv
FROM vtj.vakinainen WHERE muutos = '1' AND coalesce(katu_fi, '') NOT LIKE '***%'
UNION ALL
SELECT henkilotunnus, '102', concat_ws(' ', coalesce(katu_fi, katu_sv), katunumero, porraskirjain, nullif(concat(huoneistonumero, jakokirjain), '')), postinumero, alkupv
FROM vtj.tilapainen WHERE muutos = '1'
UNION ALL
SELECT henkilotunnus, '103', coalesce(osoite_fi, osoite_sv), postinumero, alkupv
FROM vtj.posti WHERE muutos = '1';
CREATE INDEX ON vtj.addresses (henkilotunnus);
COMMIT;
