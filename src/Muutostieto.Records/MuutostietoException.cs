namespace Muutostieto.Records;

/// <summary>
/// A failure that is meant for the user: its message names the place, what was found, what was expected and what to do, and never a person.
/// Shown without a stack trace; the program ends with <see cref="ExitCode"/>.
/// </summary>
public sealed class MuutostietoException(ExitCode exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>With which code the program ends when nobody handles the failure.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
