namespace Muutostieto.Extracts.Packages;

/// <summary>What a package's orders get in place of records.</summary>
public enum PackageTable
{
    /// <summary><c>households</c>: a row a household-dwelling.</summary>
    Households,

    /// <summary><c>postal-codes</c>: a row a postal-code area, with counts of persons.</summary>
    PostalCodes,

    /// <summary><c>waste-management</c>: buildings, addresses, owners and residents for the keeper of a waste register.</summary>
    WasteManagement,

    /// <summary><c>open-addresses</c>: a row an address of a building.</summary>
    OpenAddresses,
}
