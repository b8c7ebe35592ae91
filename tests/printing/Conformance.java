import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Answers, as long as it is asked: each line of the input names a flavour of veraPDF (ua1, 3a, …) and a
 * file, parted by a tab; the answer is a line for every clause that the file breaks, and an empty line.
 */
public final class Conformance {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] parts = line.split("\t", 2);
            for (String broken : broken(PDFAFlavour.fromString(parts[0]), parts[1])) {
                answers.println(broken);
            }
            answers.println();
        }
    }

    private static Set<String> broken(PDFAFlavour flavour, String path) {
        Set<String> found = new LinkedHashSet<>();
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                    Foundries.defaultInstance().createValidator(flavour, 100, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    found.add(
                        assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                            + " " + assertion.getMessage().replaceAll("\\s+", " "));
                }
            }
            if (!result.isCompliant() && found.isEmpty()) {
                found.add("not compliant, no clause named");
            }
            if (result.getTotalAssertions() == 0) {
                found.add("nothing was tested");
            }
        } catch (Exception problem) {
            found.add("cannot be validated: " + problem);
        }
        return found;
    }
}
