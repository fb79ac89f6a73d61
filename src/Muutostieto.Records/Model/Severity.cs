namespace Muutostieto.Records.Model;

/// <summary>How much a finding in a file matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing, nothing is lost: an oddity that the reader took as it was meant.</summary>
    Note,

    /// <summary>The file, or a line of it, is not what it should be.</summary>
    Fault,
}
