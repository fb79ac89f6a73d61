namespace Muutostieto.Register.Import;

/// <summary>What the register knows of a change file by its running number.</summary>
internal enum FileNumber
{
    /// <summary>It has none, or none of its series has been imported: its content alone decides.</summary>
    None,

    /// <summary>Not imported yet: the next one, a later one, or one that is missing.</summary>
    New,

    /// <summary>At or before the last one, and not missing.</summary>
    Known,
}
