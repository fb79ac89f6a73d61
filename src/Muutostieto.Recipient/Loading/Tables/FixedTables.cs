namespace Muutostieto.Recipient.Loading.Tables;

/// <summary>The tables that are not made from the record layouts. Their comments stay in the database's own schema.</summary>
internal static class FixedTables
{
    internal const string Sql =
        """
        CREATE TABLE IF NOT EXISTS persons ( -- all persons known: residents, those who have left, the deceased
          id INTEGER PRIMARY KEY, -- the key of all other tables; stays when the identity code changes
          hetu TEXT NOT NULL UNIQUE, -- identity code in force
          in_area INTEGER NOT NULL, -- 1 when the municipality of residence is of the permit's area, or with a list when the person is on it
          first_delivery INTEGER NOT NULL, -- deliveries.id that brought the person
          last_delivery INTEGER NOT NULL -- deliveries.id that last changed the person
        );
        CREATE INDEX IF NOT EXISTS persons_last_delivery ON persons (last_delivery);
        CREATE TABLE IF NOT EXISTS former_codes ( -- identity codes that are in force no more; late lines use them
          hetu TEXT NOT NULL,
          person_id INTEGER NOT NULL,
          PRIMARY KEY (hetu, person_id) -- a code may be a former one of several persons, and then names none of them
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS former_codes_person ON former_codes (person_id);
        CREATE TABLE IF NOT EXISTS lost_codes ( -- identity codes that a person has no more: deleted, or given to another person
          hetu TEXT NOT NULL,
          person_id INTEGER NOT NULL,
          PRIMARY KEY (hetu, person_id)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS lost_codes_person ON lost_codes (person_id);
        CREATE TABLE IF NOT EXISTS deliveries ( -- what was loaded, in order; each row came with its data in one transaction
          id INTEGER PRIMARY KEY,
          permit TEXT NOT NULL,
          kind TEXT NOT NULL, -- base or changes
          number INTEGER NOT NULL,
          manifest_sha256 TEXT NOT NULL,
          window_from INTEGER, -- journal key after which the delivery starts; NULL for a base
          window_to INTEGER NOT NULL,
          records INTEGER NOT NULL,
          loaded_at TEXT NOT NULL, -- UTC
          state TEXT NOT NULL, -- loaded, or replaced by a newer base
          all_groups INTEGER NOT NULL DEFAULT 1, -- 0 when it was loaded from a form with genuine groups only
          UNIQUE (permit, kind, number)
        );
        CREATE TABLE IF NOT EXISTS meta ( -- one row
          permit TEXT NOT NULL,
          recipient TEXT,
          product TEXT,
          layouts TEXT NOT NULL, -- SHA-256 of the record layouts that the tables were made from
          area TEXT NOT NULL -- municipalities of the permit, a JSON array
        );
        """;
}
