namespace Muutostieto.Synthetic.Reference;

/// <summary>A mother tongue.</summary>
/// <param name="Code">ISO 639-1 in lower case, or 98 for a language given as text.</param>
/// <param name="Countries">Numeric codes of the countries that its speakers come from, the common ones repeated; empty means any.</param>
/// <param name="NameStyle">Whose names its speakers bear.</param>
internal sealed record Language(string Code, string[] Countries, string NameStyle)
{
    public bool IsFinnish => Code == "fi";

    public bool IsSwedish => Code == "sv";

    /// <summary>Finnish, Swedish or Sámi: no foreign background goes with it.</summary>
    public bool IsDomestic => Code is "fi" or "sv" or "se";
}
