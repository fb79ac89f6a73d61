namespace Muutostieto.Records.Identity;

/// <summary>Who has an identity code.</summary>
/// <param name="InForce">The one person who has it as the code in force; null when none has.</param>
/// <param name="Former">The persons with this former code, in the order of their ids. Several persons may have the same former
/// code.</param>
public sealed record CodeHolders(long? InForce, IReadOnlyList<long> Former)
{
    /// <summary>A code that no person has or had.</summary>
    public static readonly CodeHolders None = new(null, []);

    /// <summary>The person that the code names: by the code in force, else the only one who has it as a former code. Null when it names
    /// none, or several.</summary>
    public long? Named => InForce ?? (Former is [var only] ? only : null);

    /// <summary>Whether it is no code in force, and a former code of several persons.</summary>
    public bool IsAmbiguous => InForce is null && Former.Count > 1;
}
