namespace Muutostieto.Records.Model;

/// <summary>Something a reader or checker saw: never with a person's data in it.</summary>
/// <param name="Severity">Whether the file may be used all the same.</param>
/// <param name="Line">Line or record number from 1; 0 for the file as a whole.</param>
/// <param name="Kind">A short name of the kind of finding, for counting: <c>group-length</c>.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record Finding(Severity Severity, long Line, string Kind, string Message)
{
    /// <summary>By which step of this program it is put right; null when the message says all.</summary>
    public Remedy? Remedy { get; init; }

    public override string ToString() => Line > 0 ? $"line {Line}: {Message}" : Message;
}
