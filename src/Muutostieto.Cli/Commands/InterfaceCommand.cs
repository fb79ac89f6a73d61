using System.CommandLine;
using System.Security.Cryptography;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting.Connections;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary><c>interface password</c>: what a permit keeps of a connection's password.</summary>
internal static class InterfaceCommand
{
    private const int Shortest = 12;
    private const int Longest = 256;

    /// <summary>Of a generated password: 139 bits.</summary>
    private const int Letters = 24;

    /// <summary>Without those that look like another one.</summary>
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    internal static Command Create(CommandContext context)
    {
        var stdin = new Option<bool>("--stdin")
        {
            Description = "Read the password from standard input, its first line, instead of making one; on a terminal it is asked for",
        };
        var password = new Command(
            "password",
            "Make the hash of a connection's password for \"passwordHashes\" of a permit. Without an option the password is made too, and "
                + "shown this once") { stdin };
        password.SetAction(parsed => Run(context, parsed, parsed.GetValue(stdin)));
        return new Command("interface", "The connections of the interface") { password };
    }

    /// <summary>A password that no one has to remember.</summary>
    internal static string NewPassword() => RandomNumberGenerator.GetString(Alphabet, Letters);

    private static int Run(CommandContext context, ParseResult parsed, bool reads)
    {
        var password = reads ? Read(context.Terminal) : NewPassword();
        var hash = PasswordHash.Of(password).ToString();
        if (context.Options.Json(parsed))
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("password", reads ? null : password);
                writer.WriteString("hash", hash);
                writer.WriteEndObject();
            });
            return (int)ExitCode.Done;
        }

        if (reads)
        {
            context.Terminal.Out.WriteLine(hash);
        }
        else
        {
            context.Terminal.Out.WriteLine($"password  {password}");
            context.Terminal.Out.WriteLine($"hash      {hash}");
            context.Terminal.Error.WriteLine(
                "The password is shown this once, and kept nowhere: give it to the recipient's administrator.");
        }

        context.Terminal.Error.WriteLine(
            "Write the hash into \"passwordHashes\" of the permit. Beside the one that is there both passwords are valid, until it is "
                + "removed.");
        return (int)ExitCode.Done;
    }

    /// <summary>Clients encode other letters than those of ASCII in different ways, and would be refused without a visible
    /// reason.</summary>
    private static string Read(Terminal terminal)
    {
        var password = terminal.ReadSecret("Password: ") ?? "";
        return password.Length is < Shortest or > Longest ? throw Refused($"it has {password.Length} characters")
            : password.Any(letter => letter is < ' ' or > '~') ? throw Refused("it has other characters")
            : password;
    }

    private static MuutostietoException Refused(string why) =>
        new(
            FailureKind.Usage,
            $"the password: {why}, expected were {Shortest} to {Longest} letters, digits and signs of ASCII on one line. Choose another "
                + "one, or leave --stdin out: then one is made.");
}
