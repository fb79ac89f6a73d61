using System.Diagnostics;
using System.IO.Abstractions;
using Muutostieto.Records.Files;
using Muutostieto.Records.Signing;

namespace Muutostieto.Testing;

/// <summary>
/// The real ssh-keygen, in a folder of a test's own: what it signs we read, what we sign it verifies. One that is missing fails the test.
/// </summary>
internal sealed class SshKeygen : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    internal string this[string name] => Path.Combine(root, name);

    internal string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    internal string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a private key of ours, as private as OpenSSH demands.</summary>
    internal string WriteKey(SigningPrivateKey key, string name = "key")
    {
        File.Delete(this[name]);
        PrivateFile.Write(new FileSystem(), this[name], System.Text.Encoding.ASCII.GetBytes(key.ToOpenSsh("test")));
        return this[name];
    }

    /// <summary>Signs with a key file, as a sender who has no program of ours would.</summary>
    internal byte[] Sign(string keyFile, byte[] message, string scope = ManifestSignature.Namespace)
    {
        var path = Write("signed", message);
        File.Delete(path + ".sig");
        Run(null, "-Y", "sign", "-f", keyFile, "-n", scope, path);
        return File.ReadAllBytes(path + ".sig");
    }

    /// <summary>Whether <c>ssh-keygen -Y verify</c> is content.</summary>
    internal bool Verifies(string signers, byte[] signature, byte[] message, string principal = ManifestSignature.Principal) =>
        Try(
            message,
            "-Y",
            "verify",
            "-f",
            Write("signers", signers),
            "-I",
            principal,
            "-n",
            ManifestSignature.Namespace,
            "-s",
            Write("s.sig", signature)
        ).Code == 0;

    internal static string Run(byte[]? input, params string[] arguments)
    {
        var (code, output) = Try(input, arguments);
        return code == 0 ? output : throw new AssertionException($"ssh-keygen {string.Join(' ', arguments)}: {output}");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static (int Code, string Output) Try(byte[]? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("ssh-keygen", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TZ"] = "UTC";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has refused before it read the message.
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result + errors.Result);
    }
}
