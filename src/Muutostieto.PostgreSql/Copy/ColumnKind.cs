namespace Muutostieto.PostgreSql.Copy;

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    /// <summary>16 bits in a database.</summary>
    Small,

    /// <summary>32 bits in a database.</summary>
    Integer,

    /// <summary>64 bits.</summary>
    Big,

    /// <summary>UTF-8.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}
