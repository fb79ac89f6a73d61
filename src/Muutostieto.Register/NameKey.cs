using System.Text;
using Muutostieto.Records.Names;

namespace Muutostieto.Register;

/// <summary>
/// The number under which the register keeps who has or had a surname and was born on a day: FNV-1a of 32 bits over the surname without
/// diacritics (<see cref="NameForm.Folded"/>) and the day. Two names may share one, so what is found under it is compared with the
/// document. It is kept in registers: another reckoning is another version of their storage.
/// </summary>
internal static class NameKey
{
    internal static long Of(string foldedSurname, DateOnly born)
    {
        var hash = 2166136261U;
        foreach (var letter in Encoding.UTF8.GetBytes(FormattableString.Invariant($"{foldedSurname}\n{born:yyyyMMdd}")))
        {
            hash = unchecked((hash ^ letter) * 16777619U);
        }

        // As a signed number SQLite keeps it in four bytes.
        return unchecked((int)hash);
    }
}
