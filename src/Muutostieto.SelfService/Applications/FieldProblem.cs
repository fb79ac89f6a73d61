namespace Muutostieto.SelfService.Applications;

/// <summary>What is wrong with what a user entered; pages word it.</summary>
public enum FieldProblem
{
    /// <summary>It is needed, and empty.</summary>
    Missing,

    /// <summary>More characters, rows or bytes than <see cref="FieldFault.Limit"/>.</summary>
    TooLong,

    /// <summary>There is no such code.</summary>
    Unknown,

    /// <summary>Not of the form that is expected: a date, an address, an identifier; a text with control characters.</summary>
    Malformed,

    /// <summary>It does not go with another field.</summary>
    Contradicts,

    /// <summary>Something else has the name already.</summary>
    Taken,
}
