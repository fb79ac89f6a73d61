namespace Muutostieto.Records.Identity;

/// <summary>Who has an identity code.</summary>
/// <param name="InForce">The one person whose code in force it is; null when it is no code in force.</param>
/// <param name="Former">Those of whom it is a former code, in the order of their ids. One code may be a former code of several persons.</param>
public sealed record CodeHolders(long? InForce, IReadOnlyList<long> Former)
{
    /// <summary>A code that no person has or had.</summary>
    public static readonly CodeHolders None = new(null, []);

    /// <summary>The person that the code names: by the code in force, else the only one of whom it is a former code. Null when it names none, or several.</summary>
    public long? Named => InForce ?? (Former is [var only] ? only : null);

    /// <summary>Whether it is no code in force, and a former code of several persons.</summary>
    public bool IsAmbiguous => InForce is null && Former.Count > 1;
}
