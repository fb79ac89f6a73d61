using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>The words of muutosattribuutti, which are those of the old files' digits.</summary>
internal static class ChangeWords
{
    public const string Supplementary = "LISATIETO";
    public const string Added = "LISATTY";
    public const string Changed = "MUUTETTU";
    public const string Deleted = "POISTETTU";
    public const string ToBeCorrected = "KORJATTAVA";
    public const string Corrected = "KORJATTU";

    public static IReadOnlyList<string> All { get; } = [Added, Changed, Deleted, ToBeCorrected, Corrected, Supplementary];

    public static string Of(byte attribute) => attribute switch
    {
        ChangeAttribute.Added => Added,
        ChangeAttribute.Changed => Changed,
        ChangeAttribute.Deleted => Deleted,
        ChangeAttribute.ToBeCorrected => ToBeCorrected,
        ChangeAttribute.Corrected => Corrected,
        _ => Supplementary,
    };

    /// <summary>The attribute of a word; 0 for a word that is none.</summary>
    public static byte AttributeOf(string? word) => word switch
    {
        Added => ChangeAttribute.Added,
        Changed => ChangeAttribute.Changed,
        Deleted => ChangeAttribute.Deleted,
        ToBeCorrected => ChangeAttribute.ToBeCorrected,
        Corrected => ChangeAttribute.Corrected,
        Supplementary => ChangeAttribute.Supplementary,
        _ => 0,
    };
}
