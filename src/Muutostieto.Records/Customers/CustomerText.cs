namespace Muutostieto.Records.Customers;

/// <summary>The character sets of customers' files.</summary>
public enum CustomerText
{
    /// <summary>UTF-8, with a byte order mark or without.</summary>
    Utf8,

    /// <summary>ISO-8859-1.</summary>
    Latin1,
}
