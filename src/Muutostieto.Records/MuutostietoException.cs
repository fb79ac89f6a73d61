namespace Muutostieto.Records;

/// <summary>
/// A failure that is meant for the user: its message names the place, what was found, what was expected and what to do, and never a person.
/// Shown without a stack trace.
/// </summary>
public sealed class MuutostietoException(FailureKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What has to be done about it.</summary>
    public FailureKind Kind { get; } = kind;

    /// <summary>By which step of this program it is put right; null when the message says all.</summary>
    public Remedy? Remedy { get; init; }
}
