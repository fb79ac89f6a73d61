using Muutostieto.Drops.Sftp;
using Muutostieto.Records;

namespace Muutostieto.Drops.Tests.Sftp;

public sealed class SftpAnswerTests
{
    [Test]
    public async Task Lines_up_to_the_mark_are_read_and_the_next_answer_goes_on_behind_it()
    {
        var answer = Of(new StringReader($"one\r\n{new string('x', 9000)}\n\nend /m-1 here\ntwo\n/m-2\nlast"));

        var first = await answer.ReadToMarkAsync("/m-1", CancellationToken.None);
        var second = await answer.ReadToMarkAsync("/m-2", CancellationToken.None);
        var third = await answer.ReadToMarkAsync("/m-3", CancellationToken.None);

        Assert.That((first.Ended, first.Lines[0], first.Lines[1].Length, first.Lines[2], first.Lines.Count), Is.EqualTo((false, "one", 9000, "", 3)));
        Assert.That((second.Ended, second.Lines.Single()), Is.EqualTo((false, "two")));
        Assert.That((third.Ended, third.Lines.Single()), Is.EqualTo((true, "last")));
    }

    [TestCase(int.MaxValue, TestName = "A_line_without_an_end")]
    [TestCase(1000, TestName = "Lines_without_an_end")]
    public async Task An_endless_answer_is_broken_off(int lineLength)
    {
        var reader = new EndlessReader(lineLength);

        var failure = await Assert.ThrowsAsync<MuutostietoException>(() => Of(reader).ReadToMarkAsync("/m-1", CancellationToken.None));

        Assert.That(failure!.ExitCode, Is.EqualTo(ExitCode.Error));
        Assert.That(failure.Message, Does.StartWith("drop d, ").And.Contain("the server's answer has more than"));
        Assert.That(reader.Given, Is.LessThan(SftpAnswer.Largest + 100_000));
    }

    private static SftpAnswer Of(TextReader reader) => new(
        reader, new SftpErrors("d", new SftpDropSettings { Host = "h", User = "u", PrivateKeyFile = "k", KnownHostsFile = "n" }, "/upload"));

    private sealed class EndlessReader(int lineLength) : TextReader
    {
        internal long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill('x');
            for (var at = 0; at < buffer.Length; at++)
            {
                if (++Given % lineLength == 0)
                {
                    buffer.Span[at] = '\n';
                }
            }

            return ValueTask.FromResult(buffer.Length);
        }
    }
}
