using System.Text;

namespace Muutostieto.Register.Sql;

/// <summary>The columns of <see cref="ResidentFacts"/>: born, sex, mother_tongue, postal_code.</summary>
internal static class FactColumns
{
    public static ResidentFacts Of(NewVersion version) =>
        ResidentFacts.Of(Encoding.ASCII.GetBytes(version.IdentityCode), version.Document.Span);

    /// <summary>Binds them from a parameter on.</summary>
    public static ISqlStatement Bind(ISqlStatement statement, int first, ResidentFacts facts) => statement
        .Bind(first, (long?)facts.Born)
        .BindText(first + 1, facts.Sex)
        .BindText(first + 2, facts.MotherTongue)
        .BindText(first + 3, facts.PostalCode);
}
