namespace Muutostieto.Records.Model;

/// <summary>How the line ended that a record was read from.</summary>
public enum LineEnd
{
    /// <summary>CR LF, as it should.</summary>
    CrLf,

    /// <summary>LF alone.</summary>
    Lf,

    /// <summary>The file ended first.</summary>
    None,
}
