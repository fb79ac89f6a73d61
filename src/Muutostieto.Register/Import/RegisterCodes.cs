using Muutostieto.Records.Identity;

namespace Muutostieto.Register.Import;

/// <summary>The register's identity codes, as the rule of a record's owner asks for them.</summary>
internal sealed class RegisterCodes(RegisterTransaction transaction) : ICodeDirectory
{
    /// <summary>Persons with a record of their own in the base being read.</summary>
    public HashSet<long> Apart { get; } = [];

    public CodeHolders HoldersOf(string code) => transaction.HoldersOf(code);

    public bool Lost(long person, string code) => transaction.HasLost(person, code);

    public bool IsApart(long person) => Apart.Contains(person);
}
