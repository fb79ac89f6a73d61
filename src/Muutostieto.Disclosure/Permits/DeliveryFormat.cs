namespace Muutostieto.Disclosure.Permits;

/// <summary>A form in which a delivery's records are written.</summary>
public enum DeliveryFormat
{
    /// <summary><c>fixed</c>: groups of fixed width, ISO-8859-1, <c>.PTT</c> and <c>.MTT</c>.</summary>
    Fixed,

    /// <summary><c>csv</c>: one CSV a group in a <c>.csv.zip</c>, UTF-8.</summary>
    Csv,

    /// <summary><c>jsonl</c>: one JSON object a record, UTF-8, <c>.jsonl</c>. Of extracts only, as the others below.</summary>
    JsonLines,

    /// <summary><c>parquet</c>: one Parquet file a group in a <c>.parquet.zip</c>.</summary>
    Parquet,

    /// <summary><c>xlsx</c>: a workbook of one sheet a group, <c>.xlsx</c>, within the rows that a sheet takes.</summary>
    Xlsx,

    /// <summary><c>opt</c>: the open address file, ISO-8859-1, <c>.OPT</c>. Of the package of addresses only.</summary>
    Opt,
}
