using System.Text;

namespace Muutostieto.Register.Sql;

/// <summary>The rows by which a person is found without an identity code.</summary>
internal static class NameRows
{
    /// <param name="statement">Takes a key and a person.</param>
    /// <param name="person">The surrogate id.</param>
    /// <param name="names">Of one version.</param>
    public static void Enter(ISqlStatement statement, long person, PersonNames names)
    {
        foreach (var key in names.Keys())
        {
            statement.Bind(1, key).Bind(2, person).Run();
        }
    }

    public static void Enter(ISqlStatement statement, long person, NewVersion version) =>
        Enter(statement, person, PersonNames.Of(Encoding.ASCII.GetBytes(version.IdentityCode), version.Document.Span));
}
