using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Hosting.Notifications;

/// <summary>Reads the password and authorities of a mail server, and says beforehand what keeps them from being read.</summary>
public static class MailPassword
{
    private const int LargestFile = 1 << 20;

    /// <summary>What is wrong with the files and variables of the settings, each with its place and remedy; no password is in it.</summary>
    public static IEnumerable<(string Place, string Found, string Remedy)> Faults(MailNotifySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Login is { } login && Fault(login) is { } wrong)
        {
            yield return wrong;
        }

        if (settings.CaFile is { } authorities && !File.Exists(authorities))
        {
            yield return (
                authorities,
                "the file of Notify.mail.caFile is missing",
                "Put the authorities' certificates there (PEM), or correct the setting.");
        }
    }

    /// <exception cref="NotificationException">It cannot be read, or its file is open to others.</exception>
    internal static string Read(MailLogin login)
    {
        if (Fault(login) is var (place, found, remedy))
        {
            throw new NotificationException($"{place}: {found}. {remedy}");
        }

        return login.PasswordVariable is { } variable ? Environment.GetEnvironmentVariable(variable)! : FirstLine(login.PasswordFile!)!;
    }

    private static (string Place, string Found, string Remedy)? Fault(MailLogin login)
    {
        if (login.PasswordVariable is { } variable)
        {
            return string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))
                ? (
                    variable,
                    "the environment variable of the mail password is not set",
                    "Set it for the service, or correct Notify.mail.passwordVariable.")
                : null;
        }

        var path = login.PasswordFile!;
        try
        {
            if (!File.Exists(path))
            {
                return (path, "the file of the mail password is missing", "Create it with mode 600, or correct Notify.mail.passwordFile.");
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0)
            {
                return (path,
                    "the file of the mail password is open to other users",
                    "Run chmod 600 on it; if others may have read it, change the password.");
            }

            return string.IsNullOrEmpty(FirstLine(path))
                ? (path, "the file of the mail password is empty", "Write the password on its first line.")
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (path, $"the file of the mail password cannot be read ({failure.GetType().Name})", "Correct its owner and rights.");
        }
    }

    private static string? FirstLine(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(new MemoryStream(BoundedRead.All(file, LargestFile)));
        return reader.ReadLine();
    }
}
