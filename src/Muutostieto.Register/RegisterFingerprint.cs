using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Muutostieto.Register;

/// <summary>
/// Distinguishes two registers that have reached the same key: one was restored from a backup and diverged from there. A reader that
/// continues from a key compares the stored mark with the current one, since the key alone is not enough.
/// </summary>
public static class RegisterFingerprint
{
    /// <summary>
    /// Entries may be alike in both, as when the same feed is entered again with a line corrected: so many are more than a week has in the
    /// whole country.
    /// </summary>
    private const int Entries = 16_384;

    /// <summary>
    /// The mark at a key: SHA-256 over when the register was created and the last entries up to the key, 64 lowercase hex digits.
    /// </summary>
    public static string At(IRegister register, JournalKey key)
    {
        ArgumentNullException.ThrowIfNull(register);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(register.Describe().Created.ToString("O", CultureInfo.InvariantCulture)));
        foreach (var entry in register.ReadJournal(new JournalKey(Math.Max(0, key.Value - Entries)), key))
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"\n{entry.Key.Value} {entry.Kind} {entry.PersonId} {entry.Event} {entry.RegistrationDay} {entry.Type} "
                            + $"{entry.Role} {entry.Record.Length}\n"
                    )));
            hash.AppendData(entry.Record.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
