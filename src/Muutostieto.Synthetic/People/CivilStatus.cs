namespace Muutostieto.Synthetic.People;

/// <summary>Civil status by the register's codes.</summary>
internal enum CivilStatus
{
    None = 0,
    Unmarried = 1,
    Married = 2,
    Separated = 3,
    Divorced = 4,
    Widowed = 5,
    RegisteredPartner = 6,
}
