namespace Muutostieto.Recipient;

/// <summary>The three forms that a file of records can have.</summary>
public enum RecordForm
{
    /// <summary>Fixed-width groups in ISO-8859-1 (<c>.PTT</c>, <c>.MTT</c>).</summary>
    Fixed,

    /// <summary>One JSON record a line, UTF-8 (<c>.jsonl</c>).</summary>
    Json,

    /// <summary>A zip of one CSV file a group (<c>.csv.zip</c>).</summary>
    Csv,
}
