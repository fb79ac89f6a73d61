namespace Muutostieto.Extracts.Packages;

/// <summary>What a package's orders get in place of records of persons.</summary>
public enum PackageTable
{
    /// <summary><c>households</c>: a row a household-dwelling.</summary>
    Households,

    /// <summary><c>postal-codes</c>: a row a postal-code area, with counts of persons.</summary>
    PostalCodes,
}
